import type { RelatedResource } from '../../../shared/core/control.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import type { Members } from '../../../shared/core/trail-record.ts';
import type { RecordFixture } from '../cases.ts';
import { relatedKey, relatedResource } from '../related.ts';

export const account = '111122223333';
export const key = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const otherKey = 'abcd1234-12ab-34cd-56ef-1234567890ab';
export const keyArn = (id: string) => `arn:aws:kms:eu-central-1:${account}:key/${id}`;

export const roleArn = `arn:aws:iam::${account}:role/ml/Trainer`;

/** A policy of Allows, but for those that say otherwise. */
export const policyOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) });

/** Reading what is in buckets, or what patterns of ARNs match. */
export const reading = (...buckets: readonly string[]) => ({
  Sid: 'Data',
  Action: ['s3:GetObject', 's3:ListBucket'],
  Resource: buckets.map((bucket) => (bucket.includes(':') || bucket === '*' ? bucket : `arn:aws:s3:::${bucket}/*`)),
});

export const decrypting = (...keys: readonly string[]) => ({ Sid: 'Keys', Action: 'kms:Decrypt', Resource: keys });

export const inline = (documents: Record<string, string | null>) =>
  completeMap(
    Object.fromEntries(Object.entries(documents).map(([name, document]) => [name.toLowerCase(), { name, document }])),
  );

export const managed = (name: string, document?: string) =>
  relatedResource('iam/managed-policy', `arn:aws:iam::${account}:policy/${name}`, document ? { document } : {});

const nothing = {
  inlinePolicies: inline({}),
  attachedPolicies: completeMap({}),
  boundary: null,
  tags: completeMap({}),
};

/** A role of which this is known beside that it has nothing else. */
export const roleWith = (state: Members, related: RelatedResource['related'] = {}) =>
  relatedResource(
    'iam/role',
    `arn:aws:iam::${account}:role/Trainer`,
    { ...nothing, ...state },
    { related, exists: true },
  );

export const trainer = (...statements: readonly object[]) =>
  roleWith({ inlinePolicies: inline({ Access: policyOf(...statements) }) });

export const bucket = (name: string, state: Members = {}, related: RelatedResource['related'] = {}) =>
  relatedResource(
    's3/bucket',
    `arn:aws:s3:::${name}`,
    { encryption: { algorithm: 'AES256', keyId: null }, policy: null, ...state },
    { related },
  );

const ownKey = relatedKey(key, { keyManager: 'CUSTOMER' }, 'outputKey');

/** The job, of two buckets and one key, in a VPC, and the role that it runs as. */
export const job = (
  role: RelatedResource,
  { related = {}, ...state }: Members & { related?: RelatedResource['related'] } = {},
) => ({
  roleArn,
  inputBuckets: ['ml-data'],
  furtherBuckets: null,
  indirectInputs: null,
  volumeKmsKeyId: null,
  outputKmsKeyId: key,
  subnets: ['subnet-1'] as string[] | null,
  enableNetworkIsolation: false,
  ...state,
  related: { role: [role], buckets: [bucket('ml-data'), bucket('ml-models')], ...ownKey, ...related },
});

export const own = reading('ml-data', 'ml-models');

const iam = (eventName: string, requestParameters: object, more: object = {}): RecordFixture => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters,
  ...more,
});

/** The records of a role's life until a job is started with it. */
export const roleWithAccess = (name: string, ...statements: readonly object[]): readonly RecordFixture[] => [
  iam('CreateRole', {
    roleName: name,
    assumeRolePolicyDocument: policyOf({ Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }),
  }),
  iam('PutRolePolicy', { roleName: name, policyName: 'Access', policyDocument: policyOf(...statements) }),
];

/** Rows with the places that a kind of job writes to. */
export const writingTo = <Row extends object, Outputs extends object>(
  rows: { [kind in 'pass' | 'fail' | 'notApplicable' | 'unknown']: Record<string, Row> },
  outputs: Outputs,
) => {
  const all = (kind: keyof typeof rows): Record<string, Row & Outputs> =>
    Object.fromEntries(Object.entries(rows[kind]).map(([name, row]) => [name, { ...row, ...outputs }]));
  return { pass: all('pass'), fail: all('fail'), notApplicable: all('notApplicable'), unknown: all('unknown') };
};

/** The record of a bucket's making: it has no policy. */
export const bucketWithoutPolicy = (bucketName: string): RecordFixture => ({
  eventSource: 's3.amazonaws.com',
  eventName: 'CreateBucket',
  requestParameters: { bucketName },
});
