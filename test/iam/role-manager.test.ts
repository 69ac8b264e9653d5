import { describe, expect, test } from 'vitest';
import type { ActivityScope } from '../../shared/iam/personas/activity.ts';
import { activities, mlPersonas } from '../../shared/iam/personas/index.ts';
import { account, allow, excessLines, policy, when } from './written-policies.ts';

/** What Role Manager asks for each scope: named resources, and the conditions that go with them. */
const asRoleManagerDoes: Readonly<Record<ActivityScope, object>> = {
  sagemaker: { Resource: 'arn:aws:sagemaker:*:*:*/*' },
  anything: { Resource: '*' },
  'named-roles': {
    Resource: [`arn:aws:iam::${account}:role/training`, `arn:aws:iam::${account}:role/service-role/*`],
    ...when('StringEquals', 'iam:PassedToService', 'sagemaker.amazonaws.com'),
  },
  'named-buckets': { Resource: ['arn:aws:s3:::ml-data', 'arn:aws:s3:::ml-data/*', 'arn:aws:s3:::sagemaker-*'] },
  'named-repositories': { Resource: `arn:aws:ecr:eu-central-1:${account}:repository/team/*` },
  'named-workgroups': { Resource: 'arn:aws:athena:*:*:workgroup/primary' },
  'named-databases': {
    Resource: ['catalog', 'database/features', 'table/*/*'].map(
      (name) => `arn:aws:glue:eu-central-1:${account}:${name}`,
    ),
  },
  'named-keys': {
    Resource: `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    ...when('StringLike', 'kms:ViaService', 's3.*.amazonaws.com'),
  },
  'keys-for-services': {
    Resource: `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    ...when('Bool', 'kms:GrantIsForAWSResource', 'true'),
  },
  'sagemaker-logs': { Resource: 'arn:aws:logs:*:*:log-group:/aws/sagemaker/*' },
  'new-resources': {},
};

const madeByRoleManager = (ids: readonly string[]): string =>
  policy(
    ...activities
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ grants }) => grants)
      .map(({ on, actions }) => ({ Action: actions, ...asRoleManagerDoes[on] })),
  );

describe('what Role Manager makes for a persona goes no further than it', () => {
  test.each(mlPersonas)('$title', ({ activities: ids }) =>
    expect(excessLines(madeByRoleManager(ids), ids)).toEqual([]),
  );
  test.each(activities)('$title', ({ id }) => expect(excessLines(madeByRoleManager([id]), [id])).toEqual([]));
  test('jobs in a VPC with keys', () => {
    const Condition = {
      'ForAllValues:StringEquals': { 'sagemaker:VpcSubnets': ['subnet-1'], 'sagemaker:VpcSecurityGroupIds': ['sg-1'] },
      Null: { 'sagemaker:VpcSubnets': 'false', 'sagemaker:VpcSecurityGroupIds': 'false' },
      StringEquals: { 'sagemaker:VolumeKmsKey': ['key'], 'sagemaker:OutputKmsKey': ['key'] },
    };
    expect(
      excessLines(
        allow(['sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob'], 'arn:aws:sagemaker:*:*:*/*', {
          Condition,
        }),
      ),
    ).toEqual([]);
  });
});
