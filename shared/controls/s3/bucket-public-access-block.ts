import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { publicAccess, withRequirements } from '../../frameworks/profiles.ts';
import { s3Bucket } from '../../resources/s3/bucket.ts';

const settings = {
  blockPublicAcls: 'BlockPublicAcls',
  ignorePublicAcls: 'IgnorePublicAcls',
  blockPublicPolicy: 'BlockPublicPolicy',
  restrictPublicBuckets: 'RestrictPublicBuckets',
} as const;

export default defineControl({
  id: 's3/bucket-public-access-block',
  title: 'Buckets block public access',
  severity: 'medium',
  appliesTo: s3Bucket,
  reads: ['publicAccessBlock'],
  rationale: 'The block keeps one wrong policy or access list from making the bucket public.',
  remediation: {
    summary: 'Switch all four settings on, and let people in by name.',
    command: ({ name }) =>
      shell`aws s3api put-public-access-block --bucket ${name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    warning: 'A bucket that serves a website to everybody stops doing so.',
  },
  requirements: withRequirements(publicAccess, { 'aws-fsbp': ['S3.8'], 'cis-aws-v6': ['3.1.4'] }),
  aliases: ['s3-bucket-public-access-block-off'],
  evaluate: ({ publicAccessBlock: block }) => {
    if (!block) return fail('The public access block of the bucket was taken away');
    const off = Object.entries(settings).flatMap(([setting, name]) =>
      block[setting as keyof typeof settings] ? [] : name,
    );
    return off.length === 0 ? pass : fail(`The public access block of the bucket leaves off ${off.join(', ')}`);
  },
});
