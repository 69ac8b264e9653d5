import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { activitiesOf } from '../../shared/iam/personas/index.ts';
import { at } from '../fixtures/story.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const policyArn = 'arn:aws:iam::111122223333:policy/data';
const statement = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });
let minute = 0;
const iam = (eventName: string, requestParameters: object, responseElements: object | null = null) =>
  at(`2026-11-02T09:${String(minute++).padStart(2, '0')}:00Z`, {
    eventSource: 'iam.amazonaws.com',
    eventName,
    requestParameters,
    responseElements,
  });
const roleName = 'ds-alice';
const records = [
  iam('CreateRole', { roleName, assumeRolePolicyDocument: '{}' }),
  iam(
    'CreatePolicy',
    { policyName: 'data', policyDocument: statement('sagemaker:Search') },
    { policy: { arn: policyArn } },
  ),
  iam('AttachRolePolicy', { roleName, policyArn }),
  iam(
    'CreatePolicyVersion',
    { policyArn, policyDocument: statement('s3:DeleteBucket'), setAsDefault: true },
    { policyVersion: { versionId: 'v2' } },
  ),
  iam('DetachRolePolicy', { roleName, policyArn }),
];
const configuration = {
  ...defaultConfiguration,
  personas: [
    {
      roles: ['ds-*'],
      tags: {},
      persona: 'data-scientist',
      activities: activitiesOf('data-scientist', []),
      actions: [],
    },
  ],
};

const statusAfter = async (batches: readonly (readonly object[])[]): Promise<string[]> => {
  const { feed, findings } = watchdog({ configuration });
  const statuses: string[] = [];
  for (const batch of batches) {
    await feed(...batch);
    const found = (await findings()).find(({ controlId }) => controlId === 'iam/role-persona');
    statuses.push(found?.status ?? 'none');
  }
  return statuses;
};

test('a role is judged again when a policy changes that a call of its own attached', async () => {
  expect(await statusAfter(records.map((each) => [each]))).toEqual(['none', 'none', 'none', 'open', 'resolved']);
});

test('in whatever order the calls arrive', async () => {
  const [made, policy, attached, widened, detached] = records as [object, object, object, object, object];
  expect(await statusAfter([[widened], [made], [attached], [policy]])).toEqual(['none', 'none', 'open', 'open']);
  expect((await statusAfter([[attached, policy], [widened], [made]])).at(-1)).toBe('open');
  expect((await statusAfter([[detached], [made], [attached], [policy], [widened]])).at(-1)).toBe('resolved');
  expect(await statusAfter([[...records].toReversed()])).toEqual(['resolved']);
});
