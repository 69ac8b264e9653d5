import type { Random } from '../../../examples/make/random.ts';
import type { TrailRecord } from '../../../shared/core/trail-record.ts';
import { record } from '../../fixtures/record.ts';
import { sagemaker } from '../../fixtures/story.ts';

const keyIdOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const keyArnOf = (n: number) => `arn:aws:kms:eu-central-1:111122223333:key/${keyIdOf(n)}`;
const keyArn = keyArnOf(1);
const start = Date.UTC(2026, 10, 2, 9);

const atSecond = (second: number, members: Parameters<typeof record>[0]): TrailRecord =>
  record({ ...members, eventTime: new Date(start + second * 1_000).toISOString().replace('.000', '') });

const ofKey = (eventName: string, n = 1) => ({
  eventSource: 'kms.amazonaws.com',
  eventName,
  requestParameters: { keyId: keyIdOf(n) },
  resources: [{ ARN: keyArnOf(n), accountId: '111122223333', type: 'AWS::KMS::Key' }],
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

const ofAlias = (eventName: string, n: number) => ({
  eventSource: 'kms.amazonaws.com',
  eventName,
  requestParameters: { aliasName: 'alias/ml', targetKeyId: keyIdOf(n) },
});

/** Two things that happen at once, and what was before. */
export interface Crossing {
  before: readonly (readonly TrailRecord[])[];
  one: readonly TrailRecord[];
  others: readonly (readonly TrailRecord[])[];
}

const crossing = (before: Crossing['before'], one: TrailRecord, other: TrailRecord): Crossing[] => [
  { before, one: [one], others: [[other]] },
  { before, one: [other], others: [[one]] },
];

const day = 86_400;

/** Where a verdict on one resource rests on another that somebody else is changing, or on how late it is. */
export const smallCrossings = (): Record<string, Crossing[]> => {
  const aliased = [
    atSecond(0, ofAlias('CreateAlias', 1)),
    atSecond(1, ofKey('EnableKey', 1)),
    atSecond(2, ofKey('EnableKey', 2)),
    atSecond(3, made(1, { kmsKeyId: 'alias/ml' })),
    atSecond(4, ofAlias('UpdateAlias', 2)),
    atSecond(5, ofAlias('UpdateAlias', 1)),
  ];
  const failing = [[atSecond(0, job(1, false))]];
  const same = atSecond(10, made(1, { rootAccess: 'Enabled' }));
  return {
    'a notebook is made, and its key disabled': crossing(
      [[atSecond(0, ofKey('EnableKey'))]],
      atSecond(10, made(1)),
      atSecond(20, ofKey('DisableKey')),
    ),
    'a notebook is made with a key that was disabled': crossing(
      [],
      atSecond(20, made(1)),
      atSecond(10, ofKey('DisableKey')),
    ),
    'an alias is turned to a key that is being disabled': crossing(
      aliased.map((each) => [each]),
      atSecond(20, ofAlias('UpdateAlias', 2)),
      atSecond(30, ofKey('DisableKey', 2)),
    ),
    'one event, delivered to two': [{ before: [], one: [same], others: [[same]] }],
    'jobs of one workload': crossing(failing, atSecond(10, job(2, false)), atSecond(20, job(3, true))),
    'a workload lapses, and was not over': crossing(
      failing,
      atSecond(3 * day, job(2, false)),
      atSecond(15 * day, made(1)),
    ),
    'late, and later still': crossing(
      [[atSecond(50, made(1, { rootAccess: 'Enabled' }))]],
      atSecond(70, sagemaker('UpdateNotebookInstance', { notebookInstanceName: 'notebook-1', rootAccess: 'Disabled' })),
      atSecond(60, sagemaker('UpdateNotebookInstance', { notebookInstanceName: 'notebook-1', rootAccess: 'Enabled' })),
    ),
  };
};

/** The same of commits that take more than a transaction; who did not get through is delivered to somebody else meanwhile. */
export const largeCrossings = (): Record<string, Crossing[]> => {
  const notebooks = manyReferrers(8);
  const before = [notebooks.slice(0, -1)];
  const disabled = notebooks.slice(-1);
  const updated = (second: number) =>
    atSecond(
      second,
      sagemaker('UpdateNotebookInstance', { notebookInstanceName: 'notebook-3', rootAccess: 'Enabled' }),
    );
  const jobs = Array.from({ length: 24 }, (_, n) => atSecond(n, job(n, n % 2 === 0)));
  return {
    'a key is disabled, and a notebook of its changed': [
      { before, one: disabled, others: [[updated(1_010)]] },
      { before, one: [updated(1_010)], others: [disabled] },
    ],
    'a key is disabled and enabled again': [{ before, one: disabled, others: [[atSecond(1_020, ofKey('EnableKey'))]] }],
    'a key is disabled, delivered again, and life goes on': [
      { before, one: disabled, others: [disabled, [updated(1_010)]] },
    ],
    'many jobs, delivered again, and one more': [
      { before: [], one: jobs, others: [jobs, [atSecond(200, job(200, false))]] },
    ],
  };
};
