import { describe, expect, test } from 'vitest';
import { s3Bucket } from '../../../shared/resources/s3/bucket.ts';
import { isMlName } from '../../../shared/resources/s3/ml-bucket.ts';
import { expectTwins, statedBy } from '../twins.ts';

const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const call = (eventName: string, requestParameters: object, more: object = {}) => ({
  eventSource: 's3.amazonaws.com',
  eventName,
  requestParameters: { bucketName: 'ml-data', Host: 'ml-data.s3.eu-central-1.amazonaws.com', ...requestParameters },
  ...more,
});
const created = call('CreateBucket', { 'x-amz-object-ownership': 'BucketOwnerEnforced' });
const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 's3:GetBucketAcl' }],
};
const stateAfter = (...records: ReturnType<typeof call>[]) => statedBy(s3Bucket, records).state;

test('a bucket with all that is set, and as AWS tells it', () => {
  expectTwins(s3Bucket, {
    records: [
      created,
      call('PutBucketPolicy', { policy: '', bucketPolicy: policy }),
      call('PutBucketEncryption', {
        encryption: '',
        ServerSideEncryptionConfiguration: {
          xmlns,
          Rule: {
            BucketKeyEnabled: true,
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
          },
        },
      }),
      call('PutBucketTagging', { tagging: '', Tagging: { xmlns, TagSet: { Tag: { Key: 'pii', Value: true } } } }),
    ],
    output: {
      Bucket: 'ml-data',
      Policy: JSON.stringify(policy, null, 2),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
            BucketKeyEnabled: true,
          },
        ],
      },
      TagSet: [{ Key: 'pii', Value: 'true' }],
    },
  });
});

test('a bucket of before April 2023 does not block public access for all we know', () => {
  const state = stateAfter({ ...created, eventTime: '2023-04-01T00:00:00Z' } as typeof created);
  expect(state).not.toHaveProperty('publicAccessBlock');
  expect(s3Bucket.derived?.(state)).toMatchObject({ publicPolicies: 'not known' });
  expect(stateAfter(created)).toMatchObject({ publicAccessBlock: { restrictPublicBuckets: true } });
});

test('taking encryption, policy, block and tags away leaves what S3 does by itself', () => {
  expect(
    stateAfter(
      call('DeleteBucketEncryption', { encryption: '' }),
      call('DeleteBucketPolicy', { policy: [''] }),
      call('DeleteBucketPublicAccessBlock', { publicAccessBlock: '' }),
      call('DeleteBucketTagging', { tagging: '' }),
    ),
  ).toEqual({
    encryption: { algorithm: 'AES256', keyId: null },
    policy: null,
    publicAccessBlock: null,
    tags: { complete: true, entries: {} },
  });
});

describe('odd shapes', () => {
  test('several tags, no tag, and a list of one', () => {
    const tagged = (TagSet: unknown) => stateAfter(call('PutBucketTagging', { Tagging: [{ TagSet }] }))['tags'];
    expect(
      tagged({
        Tag: [
          { Key: 'a', Value: 1 },
          { Key: 'b', Value: '' },
        ],
      }),
    ).toEqual({
      complete: true,
      entries: { a: '1', b: '' },
    });
    expect(tagged('')).toEqual({ complete: true, entries: {} });
  });
  test('a list of rules, booleans as texts, names in lists of one', () => {
    const [{ requestParameters, ...envelope }] = [
      call('PutBucketEncryption', {
        ServerSideEncryptionConfiguration: {
          Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      }),
    ];
    const { resource, state } = statedBy(s3Bucket, [
      { ...envelope, requestParameters: { ...requestParameters, bucketName: ['ml-data'], host: ['s3.amazonaws.com'] } },
    ]);
    expect(resource.arn).toBe('arn:aws:s3:::ml-data');
    expect(state['encryption']).toEqual({ algorithm: 'AES256', keyId: null });
  });
  test('a policy that is empty, or a text', () => {
    expect(stateAfter(call('PutBucketPolicy', { bucketPolicy: {} }))).toEqual({});
    expect(stateAfter(call('PutBucketPolicy', { bucketPolicy: JSON.stringify(policy) }))['policy']).toBe(
      JSON.stringify(policy),
    );
  });
});

test.each([
  ['sagemaker-eu-central-1-111122223333', true],
  ['acme-ml-data', true],
  ['fraud-training', true],
  ['acmesagemakerlogs', true],
  ['html-assets', false],
  ['email-archive', false],
])('%s is a bucket of machine learning by its name: %s', (name, marked) => expect(isMlName(name)).toBe(marked));
