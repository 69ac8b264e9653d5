import type { Random } from '../../../examples/make/random.ts';
import type { TrailRecord } from '../../../shared/core/trail-record.ts';
import { record } from '../../fixtures/record.ts';
import { sagemaker } from '../../fixtures/story.ts';

const keyId = '00000000-0000-4000-8000-000000000001';
const keyArn = `arn:aws:kms:eu-central-1:111122223333:key/${keyId}`;
const start = Date.UTC(2026, 10, 2, 9);

const atSecond = (second: number, members: Parameters<typeof record>[0]): TrailRecord =>
  record({ ...members, eventTime: new Date(start + second * 1_000).toISOString().replace('.000', '') });

const ofKey = (eventName: string) => ({
  eventSource: 'kms.amazonaws.com',
  eventName,
  requestParameters: { keyId },
  resources: [{ ARN: keyArn, accountId: '111122223333', type: 'AWS::KMS::Key' }],
});

const made = (n: number, members: object = {}) =>
  sagemaker('CreateNotebookInstance', {
    notebookInstanceName: `notebook-${n}`,
    roleArn: 'arn:aws:iam::111122223333:role/notebook',
    rootAccess: 'Disabled',
    kmsKeyId: keyArn,
    tags: [],
    ...members,
  });

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: Array.from({ length: 20 }, (_, index) => ({
    Sid: `Statement${index}`,
    Effect: 'Allow',
    Principal: { AWS: index === 7 ? '*' : 'arn:aws:iam::111122223333:role/somebody' },
    Action: 'sts:AssumeRole',
  })),
});

/** A key, notebooks that use it, and the key disabled: what is judged again is more than a transaction takes. */
export const manyReferrers = (count: number): TrailRecord[] => [
  ...Array.from({ length: count }, (_, n) => atSecond(n, made(n))),
  atSecond(1_000, ofKey('DisableKey')),
];

/** Everyday life of a notebook and of what it uses: in order, late, more than once. */
export const everyday = (): TrailRecord[] => {
  const updated = atSecond(
    60,
    sagemaker('UpdateNotebookInstance', { notebookInstanceName: 'notebook-1', rootAccess: 'Enabled' }),
  );
  return [
    atSecond(0, made(1, { rootAccess: 'Enabled' })),
    atSecond(10, {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateRole',
      requestParameters: { roleName: 'notebook', assumeRolePolicyDocument: trust },
    }),
    atSecond(30, ofKey('DisableKey')),
    updated,
    atSecond(20, sagemaker('UpdateNotebookInstance', { notebookInstanceName: 'notebook-1', rootAccess: 'Disabled' })),
    updated,
    atSecond(90, ofKey('EnableKey')),
    atSecond(
      95,
      sagemaker('CreatePresignedNotebookInstanceUrl', {
        notebookInstanceName: 'notebook-1',
        sessionExpirationDurationInSeconds: 43_200,
      }),
    ),
    atSecond(100, sagemaker('DeleteNotebookInstance', { notebookInstanceName: 'notebook-1' })),
  ];
};

const job = (number: number, isInVpc: boolean) =>
  sagemaker('CreateTrainingJob', {
    trainingJobName: `job-${String(number).padStart(4, '0')}`,
    algorithmSpecification: {
      trainingImage: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:1',
      trainingInputMode: 'File',
    },
    roleArn: 'arn:aws:iam::111122223333:role/training',
    outputDataConfig: { s3OutputPath: 's3://out/', kmsKeyId: keyArn },
    resourceConfig: { instanceType: 'ml.m5.large', instanceCount: 1, volumeKmsKeyId: keyArn },
    ...(isInVpc && { vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] } }),
  });

/** Calls on one key, two notebooks and one workload, at moments that often collide. */
export const anyStory = (random: Random, length: number): TrailRecord[] =>
  Array.from({ length }, () => {
    const n = 1 + random.below(2);
    const notebook = { notebookInstanceName: `notebook-${n}` };
    const second = random.below(40);
    return atSecond(
      second,
      random.pick([
        () => ofKey(random.pick(['DisableKey', 'EnableKey', 'ScheduleKeyDeletion'])),
        () => made(n, { rootAccess: random.pick(['Enabled', 'Disabled']) }),
        () => sagemaker('UpdateNotebookInstance', { ...notebook, rootAccess: random.pick(['Enabled', 'Disabled']) }),
        () => sagemaker('DeleteNotebookInstance', notebook),
        () =>
          sagemaker('CreatePresignedNotebookInstanceUrl', { ...notebook, sessionExpirationDurationInSeconds: 43_200 }),
        () => job(random.below(10_000), random.next() < 0.5),
      ])(),
    );
  });
