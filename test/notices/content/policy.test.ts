import { describe, expect, test } from 'vitest';
import { record } from '../../fixtures/record.ts';
import { at, notebook } from '../../fixtures/story.ts';
import { told } from './told.ts';

const nine = '2026-11-02T09:00:00Z';

describe('a finding about a policy', () => {
  const statement = {
    Sid: 'Share',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::churn-data/*',
  };
  const read = {
    Sid: 'Own',
    Effect: 'Allow',
    Principal: { AWS: '111122223333' },
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::churn-data/*',
  };
  const put = (time: string, ...statements: readonly object[]) =>
    record({
      eventTime: time,
      eventSource: 's3.amazonaws.com',
      eventName: 'PutBucketPolicy',
      requestParameters: {
        bucketName: 'churn-data',
        bucketPolicy: { Version: '2012-10-17', Statement: statements },
      },
      resources: [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::churn-data', accountId: '111122223333' }],
    });
  const control = 's3/bucket-policy-public-access';

  test('shows the statement, a request that it allows, and what it grants that the last did not', () => {
    const story = told([put('2026-11-02T08:00:00Z', read), put(nine, statement)]).story(control);
    expect(JSON.parse(story.policy?.statement ?? '')).toEqual(statement);
    expect(story.policy?.witness).toMatch(/^anybody, unsigned may s3:GetObject arn:aws:s3:::churn-data\//);
    expect(story.policy?.grants).toEqual([
      expect.stringMatching(/^Read: s3:GetObject on arn:aws:s3:::churn-data\/\* by \*$/),
    ]);
    expect(story.policy?.revokes).toEqual([
      expect.stringMatching(/^Write: s3:PutObject on arn:aws:s3:::churn-data\/\* by /),
    ]);
    expect(story.evidence.map(({ name }) => name)).not.toContain('policy');
    expect(story.resource).toMatchObject({ kind: 'S3 bucket', name: 'churn-data' });
    expect(story.links[0]?.url).toBe('https://console.aws.amazon.com/s3/buckets/churn-data');
  });
  test('says nothing of a difference where the last version is not known', () => {
    const { policy } = told([put(nine, statement)]).story(control);
    expect(policy?.statement).toBeDefined();
    expect(policy).not.toHaveProperty('grants');
  });
  test('of a policy that was made, all that it grants is new', () => {
    const story = told([
      record({
        eventTime: nine,
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreatePolicy',
        awsRegion: 'us-east-1',
        requestParameters: {
          policyName: 'Everything',
          policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
        },
        responseElements: {
          policy: { arn: 'arn:aws:iam::111122223333:policy/Everything', defaultVersionId: 'v1' },
        },
      }),
    ]).story('iam/policy-full-administrator');
    expect(JSON.parse(story.policy?.statement ?? '')).toMatchObject({ Action: '*', Resource: '*' });
    expect(story.policy?.grants?.length).toBeGreaterThan(1);
    expect(story.policy?.revokes).toEqual([]);
    expect(story.links.map(({ url }) => url)).toEqual([
      'https://console.aws.amazon.com/iam/home#/policies/details/arn%3Aaws%3Aiam%3A%3A111122223333%3Apolicy%2FEverything',
      expect.stringMatching(
        /^https:\/\/us-east-1\.console\.aws\.amazon\.com\/cloudtrailv2\/home\?region=us-east-1#\/events\//,
      ),
    ]);
  });
});

test('the policy of a role that something runs as: its statement', () => {
  const records = [
    record({
      eventTime: '2026-11-02T08:00:00Z',
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateRole',
      requestParameters: { roleName: 'notebook', assumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' },
    }),
    record({
      eventTime: '2026-11-02T08:30:00Z',
      eventSource: 'iam.amazonaws.com',
      eventName: 'PutRolePolicy',
      requestParameters: {
        roleName: 'notebook',
        policyName: 'Access',
        policyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}]}',
      },
    }),
    at(nine, notebook()),
  ];
  const story = told(records).story('sagemaker/notebook-role-permissions');
  expect(JSON.parse(story.policy?.statement ?? '')).toEqual({ Effect: 'Allow', Action: '*', Resource: '*' });
  expect(story.policy?.witness).toMatch(
    /^the principal this policy is attached to may iam:CreatePolicyVersion arn:aws:iam::111122223333:policy\//,
  );
  expect(story.policy).not.toHaveProperty('grants');
});

test('the policies of a role together: what the one that was put grants, and not what was put since', () => {
  const iam = (time: string, eventName: string, requestParameters: object) =>
    record({ eventTime: time, eventSource: 'iam.amazonaws.com', eventName, requestParameters });
  const put = (time: string, policyName: string, action: string) =>
    iam(time, 'PutRolePolicy', {
      roleName: 'trainer',
      policyName,
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Sid: policyName, Effect: 'Allow', Action: action, Resource: '*' }],
      }),
    });
  const records = [
    iam('2026-11-02T07:00:00Z', 'CreateRole', {
      roleName: 'trainer',
      assumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    }),
    put('2026-11-02T08:00:00Z', 'Pass', 'iam:PassRole'),
    put(nine, 'Train', 'sagemaker:CreateTrainingJob'),
    put('2026-11-02T10:00:00Z', 'Later', 's3:GetObject'),
  ];
  const { policy } = told(records).story('iam/role-combined-permissions');
  expect(policy?.grants).toEqual(['Write: sagemaker:CreateTrainingJob on *']);
  expect(policy?.revokes).toEqual([]);
  expect(JSON.parse(policy?.statement ?? '')).toMatchObject({ Sid: 'Pass', Action: 'iam:PassRole' });
});
