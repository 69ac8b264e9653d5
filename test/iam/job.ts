import { beyondJob, type Answer, type BeyondJob, type JobInput } from '../../shared/iam/index.ts';

export const now = Date.UTC(2026, 10, 23);
export const account = '111122223333';
export const key = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const keyArn = `arn:aws:kms:eu-central-1:${account}:key/${key}`;
/** The role of the job. */
export const role = {
  arn: `arn:aws:iam::${account}:role/ml/Trainer`,
  account,
  partition: 'aws',
  region: 'eu-central-1',
  tags: { Team: 'ml' },
};
export const noPolicies = { 'ml-data': null, 'ml-models': null };

/** A policy of Allows, but for statements that say otherwise. */
export const policyOf = (...statements: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: statements.map((each) => ({ Effect: 'Allow', ...each })),
});

/** What the role of a job of two buckets and one key reaches beyond it. */
export const beyond = (policy: unknown, more: Partial<JobInput> = {}): BeyondJob => {
  const result = beyondJob({
    policy,
    now,
    role,
    buckets: ['ml-data', 'ml-models'],
    keys: [key],
    bucketPolicies: noPolicies,
    ...more,
  });
  if (typeof result === 'string') throw new Error(result);
  return result;
};

/** What was found, by name or pattern. */
export const reached = ({ found }: Answer) => found.map(({ name, pattern }) => name ?? pattern);

/** Reading of objects. */
export const get = (...Resource: readonly string[]) => ({ Action: 's3:GetObject', Resource });
/** All that is in a bucket. */
export const objects = (bucket: string) => `arn:aws:s3:::${bucket}/*`;
/** A Deny of all of S3. */
export const deny = (members: object) => ({ Effect: 'Deny', Action: 's3:*', ...members });
