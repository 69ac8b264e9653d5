import { expect, test } from 'vitest';
import dataAccess from '../../shared/controls/sagemaker/training-job-data-access.ts';
import { record } from '../fixtures/record.ts';
import { run } from '../fixtures/run.ts';
import type { RecordFixture } from './cases.ts';
import { policyOf, reading, roleWithAccess } from './sagemaker/job-roles.ts';

const access = 'sagemaker/training-job-data-access';
const endpoint = 'sagemaker/training-job-s3-endpoint';
const account = '111122223333';

const iam = (eventName: string, requestParameters: object, more: object = {}): RecordFixture => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters,
  ...more,
});

const s3 = (eventName: string, requestParameters: object): RecordFixture => ({
  eventSource: 's3.amazonaws.com',
  eventName,
  requestParameters: { bucketName: 'ml-data', ...requestParameters },
});

const training = (trainingJobName: string, bucket: string, members: object = {}): RecordFixture => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateTrainingJob',
  requestParameters: {
    trainingJobName,
    roleArn: `arn:aws:iam::${account}:role/ml/Trainer`,
    algorithmSpecification: { trainingImage: `${account}.dkr.ecr.eu-central-1.amazonaws.com/churn:7` },
    inputDataConfig: [
      { channelName: 'train', dataSource: { s3DataSource: { s3DataType: 'S3Prefix', s3Uri: `s3://${bucket}/a` } } },
    ],
    outputDataConfig: { s3OutputPath: `s3://${bucket}/out`, kmsKeyId: '' },
    resourceConfig: { instanceType: 'ml.m5.xlarge', instanceCount: 1, volumeSizeInGB: 50 },
    vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] },
    ...members,
  },
});

const put = (policyName: string, ...statements: readonly object[]) =>
  iam('PutRolePolicy', { roleName: 'Trainer', policyName, policyDocument: policyOf(...statements) });

const inOrder = (fixtures: readonly RecordFixture[]) =>
  run(
    fixtures.map((fixture, at) =>
      record({ eventTime: `2026-11-02T09:${String(at).padStart(2, '0')}:00Z`, ...fixture }),
    ),
  );

const told = (fixtures: readonly RecordFixture[], control: string) =>
  inOrder(fixtures)
    .transitions.filter(({ finding }) => finding.controlId === control)
    .map(({ change, finding }) => [change, finding.episodes.at(-1)?.reason].filter(Boolean).join(' '));

const openOf = (fixtures: readonly RecordFixture[], control: string) =>
  inOrder(fixtures).findings.filter(({ controlId, status }) => controlId === control && status === 'open');

test('what becomes of a role later is judged with the jobs that run as it', () => {
  const arn = `arn:aws:iam::${account}:policy/Claims`;
  const records = [
    ...roleWithAccess('Trainer', reading('ml-data')),
    iam(
      'CreatePolicy',
      { policyName: 'Claims', policyDocument: policyOf(reading('claims')) },
      { responseElements: { policy: { arn, defaultVersionId: 'v1' } } },
    ),
    training('train-churn-20261102', 'ml-data'),
    put('More', reading('phi-archive')),
    iam('DeleteRolePolicy', { roleName: 'Trainer', policyName: 'More' }),
    iam('AttachRolePolicy', { roleName: 'Trainer', policyArn: arn }),
    iam('DetachRolePolicy', { roleName: 'Trainer', policyArn: arn }),
    put('Access', reading('*')),
    iam('PutRolePermissionsBoundary', { roleName: 'Trainer', permissionsBoundary: arn }),
    put('Access', reading('ml-data')),
  ];
  expect(told(records.slice(0, 4), access)).toEqual([]);
  expect(openOf(records.slice(0, 5), access).map(({ message }) => message)).toEqual([
    'The role Trainer can read bucket phi-archive, which is none of the job\'s (statement "Data" of inline policy "More")',
  ]);
  expect(openOf(records.slice(0, 7), access)[0]?.message).toContain('of managed policy Claims');
  expect(openOf(records.slice(0, 9), access)[0]?.message).toContain('any bucket of the account');
  expect(openOf(records.slice(0, 10), access)[0]?.message).toContain('read bucket claims');
  expect(told(records, access)).toEqual([
    'opened',
    'resolved mended',
    'reopened',
    'resolved mended',
    'reopened',
    'resolved mended',
  ]);
});

test('a role that two workloads share reaches what is the other one’s; a role of its own does not', () => {
  const records = [
    ...roleWithAccess('Trainer', reading('ml-churn', 'ml-fraud')),
    training('train-churn-20261102', 'ml-churn'),
    training('train-fraud-20261102', 'ml-fraud'),
  ];
  const found = openOf(records, access);
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringContaining('read bucket ml-fraud'),
    expect.stringContaining('read bucket ml-churn'),
  ]);
  expect(found[0]?.details).toEqual([
    `arn:aws:iam::${account}:role/ml/Trainer may s3:GetObject arn:aws:s3:::ml-fraud/any-object, by statement "Data" of inline policy "Access"`,
  ]);
  expect(openOf([...records, put('Access', reading('ml-churn'))], access)).toMatchObject([
    { resource: { name: expect.stringContaining('train-fraud') } },
  ]);
});

test('a job whose record left its request out, and one whose role nobody saw, are not judged in silence', () => {
  const untold = { ...training('train-churn-20261102', 'ml-data'), requestParameters: null };
  const { evaluations, transitions } = inOrder([
    { ...untold, serviceEventDetails: { trainingJobName: 'train-churn-20261102' } },
    training('train-fraud-20261102', 'ml-data'),
  ]);
  const judged = evaluations.filter(({ control }) => control === access);
  expect(judged.map(({ evaluation }) => evaluation.outcome.status)).toEqual(['unknown', 'unknown']);
  expect(transitions.filter(({ finding }) => finding.controlId === access)).toEqual([]);
});

test('what a bucket denies past its endpoint counts, and no longer does when its policy is gone', () => {
  const bucketPolicy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::ml-data', 'arn:aws:s3:::ml-data/*'],
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
      },
    ],
  };
  const records = [
    ...roleWithAccess('Trainer', reading('ml-data')),
    s3('CreateBucket', {}),
    training('train-churn-20261102', 'ml-data'),
    s3('PutBucketPolicy', { policy: '', bucketPolicy }),
    s3('DeleteBucketPolicy', { policy: '' }),
    put('Access', { ...reading('ml-data'), Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
  ];
  expect(told(records, endpoint)).toEqual(['opened', 'resolved mended', 'reopened', 'resolved mended']);
  expect(told(records, access)).toEqual([]);
});

test('rights that end at a time end at it', () => {
  const until = { Condition: { DateLessThan: { 'aws:CurrentTime': '2026-11-02T09:03:30Z' } } };
  const records = [
    ...roleWithAccess('Trainer', { ...reading('ml-data', 'phi-archive'), ...until }),
    training('train-churn-20261102', 'ml-data'),
    training('train-churn-20261103', 'ml-data'),
    training('train-churn-20261104', 'ml-data'),
  ];
  expect(told(records, access)).toEqual(['opened', 'resolved mended']);
});

test('the command writes the least that the job needs, whatever its buckets are called', () => {
  const hostile = "ml-data'; rm -rf ~; '";
  const key = '1234abcd-12ab-34cd-56ef-1234567890ab';
  const [finding] = openOf(
    [
      ...roleWithAccess('Trainer', reading('*')),
      training('train-churn-20261102', 'ml-data', {
        outputDataConfig: { s3OutputPath: 's3://ml-models/churn', kmsKeyId: key },
        checkpointConfig: { s3Uri: 's3://ml-checkpoints/churn' },
        inputDataConfig: [{ channelName: 'a', dataSource: { s3DataSource: { s3Uri: `s3://${hostile}/a` } } }],
      }),
    ],
    access,
  );
  if (!finding) throw new Error('no finding');
  expect(dataAccess.remediation.command(finding.resource, finding.evidence)).toBe(
    `aws iam put-role-policy --role-name Trainer --policy-name JobData --policy-document "$(sagewatch guardrails role --bucket 'ml-data'\\''; rm -rf ~; '\\''' --bucket ml-checkpoints --bucket ml-models --kms-key arn:aws:kms:eu-central-1:${account}:key/${key})"`,
  );
});
