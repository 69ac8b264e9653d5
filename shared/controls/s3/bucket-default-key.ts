import { keyEvidence, keyVerdict } from '../../control-families/customer-managed-key.ts';
import { settingUp } from '../../control-families/set-up.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, unknown } from '../../core/verdict.ts';
import { customerManagedKey } from '../../frameworks/profiles.ts';
import { s3Bucket } from '../../resources/s3/bucket.ts';
import { isMlName } from '../../resources/s3/ml-bucket.ts';

export default defineControl({
  id: 's3/bucket-default-key',
  title: 'Buckets for machine learning encrypt new objects with a customer managed key',
  severity: 'medium',
  appliesTo: s3Bucket,
  reads: ['encryption', 'taggedAsMl'],
  follows: { kmsKey: keyEvidence, 'kmsKey.key': keyEvidence },
  rationale: 'Only a key of your own can be revoked, rotated and audited apart from the data that it protects.',
  remediation: {
    summary: 'Make a customer managed key the default of the bucket; objects that are there keep the key they have.',
    command: ({ name }) =>
      shell`aws s3api put-bucket-encryption --bucket ${name} --server-side-encryption-configuration ${'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"alias/ml-data"},"BucketKeyEnabled":true}]}'}`,
    warning: 'Whoever writes to or reads from the bucket also needs permission to use the key.',
  },
  requirements: customerManagedKey,
  aliases: ['s3-bucket-no-kms'],
  evaluate: ({ encryption, taggedAsMl }, context) => {
    if (!isMlName(context.resource.name)) {
      if (taggedAsMl === 'not known') return unknown('whether its tags mark the bucket as one of machine learning');
      if (taggedAsMl === 'no')
        return notApplicable('Neither its name nor its tags mark the bucket as one of machine learning');
    }
    const what = 'What is new in the bucket';
    if (!encryption?.algorithm.toLowerCase().startsWith('aws:kms')) {
      const ours = `${what} is encrypted with keys that S3 manages (SSE-S3), not with a key of your own`;
      return settingUp('The bucket', context) ?? fail(ours);
    }
    if (encryption.keyId === null) return fail(`${what} is encrypted with the AWS managed key alias/aws/s3`);
    return keyVerdict(encryption.keyId, what, context, 'kmsKey');
  },
});
