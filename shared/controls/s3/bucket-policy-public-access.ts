import { publicPolicy } from '../../control-families/public-policy.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { pass } from '../../core/verdict.ts';
import { publicAccess, withRequirements } from '../../frameworks/profiles.ts';
import { s3Bucket } from '../../resources/s3/bucket.ts';

export default defineControl({
  id: 's3/bucket-policy-public-access',
  title: 'Bucket policies do not let everybody in',
  severity: 'critical',
  appliesTo: s3Bucket,
  reads: ['policy', 'publicPolicies'],
  rationale: 'Training data and models in a public bucket are everybody’s, and what was copied does not come back.',
  remediation: {
    summary: 'Block public policies on the bucket, then name who may come in its policy.',
    command: ({ name }) =>
      shell`aws s3api put-public-access-block --bucket ${name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    warning: 'A bucket that serves a website to everybody stops doing so.',
  },
  requirements: withRequirements(publicAccess, { 'aws-fsbp': ['S3.2', 'S3.3'], 'cis-aws-v6': ['3.1.4'] }),
  aliases: ['s3-bucket-policy-public'],
  evaluate: ({ policy, publicPolicies }, context) =>
    // RestrictPublicBuckets: S3 lets only the account and AWS services use what a public policy allows.
    publicPolicies === 'restricted'
      ? pass
      : publicPolicy(
          {
            kind: 'resource',
            policy,
            about: { bucket: context.resource.name },
            lets: (who, actions) => `allows ${actions} to ${who}`,
          },
          context,
        ),
});
