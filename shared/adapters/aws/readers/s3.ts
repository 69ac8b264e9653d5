import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { Members } from '../../../core/trail-record.ts';
import { plain, type Operation, type Operations } from './operation.ts';

const ofBucket = (
  command: (input: { Bucket: string }) => object,
  read: (output: Members) => Members,
  none: Readonly<Record<string, Members>>,
): Operation => ({
  client: 's3',
  ask: async (s3, { resource: { name } }) => ({
    Bucket: name,
    ...read(plain(await s3.send(command({ Bucket: name })))),
  }),
  answers: none,
});

/** How S3 tells of a bucket: by an operation for each of its settings, and by an error where one was never made. */
export const s3Operations: Operations = {
  's3:GetBucketPolicy': ofBucket(
    (input) => new GetBucketPolicyCommand(input),
    ({ Policy }) => ({ Policy }),
    { NoSuchBucketPolicy: { Policy: null } },
  ),
  's3:GetPublicAccessBlock': ofBucket(
    (input) => new GetPublicAccessBlockCommand(input),
    ({ PublicAccessBlockConfiguration }) => ({ PublicAccessBlockConfiguration }),
    { NoSuchPublicAccessBlockConfiguration: { PublicAccessBlockConfiguration: null } },
  ),
  's3:GetBucketEncryption': ofBucket(
    (input) => new GetBucketEncryptionCommand(input),
    ({ ServerSideEncryptionConfiguration }) => ({ ServerSideEncryptionConfiguration }),
    { ServerSideEncryptionConfigurationNotFoundError: { ServerSideEncryptionConfiguration: { Rules: [] } } },
  ),
  's3:GetBucketTagging': ofBucket(
    (input) => new GetBucketTaggingCommand(input),
    ({ TagSet }) => ({ TagSet }),
    { NoSuchTagSet: { TagSet: [] } },
  ),
};
