import { expect, test } from 'vitest';
import { usersOf } from '../../shared/app/users.ts';
import { at } from '../fixtures/story.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const account = '111122223333';
const policyArn = `arn:aws:iam::${account}:policy/wide`;
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
});
let minute = 0;
const iam = (eventName: string, requestParameters: object, responseElements: object | null = null) =>
  at(`2026-11-02T09:${String(minute++).padStart(2, '0')}:00Z`, {
    eventSource: 'iam.amazonaws.com',
    eventName,
    requestParameters,
    responseElements,
  });
const made = [
  iam('CreatePolicy', { policyName: 'wide', policyDocument: document }, { policy: { arn: policyArn } }),
  iam('CreateRole', { roleName: 'train', assumeRolePolicyDocument: '{}' }),
  iam('CreateUser', { userName: 'bela' }),
  iam('CreateGroup', { groupName: 'ml' }),
];
const attached = [
  iam('AttachRolePolicy', { roleName: 'train', policyArn }),
  iam('AttachUserPolicy', { userName: 'bela', policyArn }),
  iam('AttachGroupPolicy', { groupName: 'ml', policyArn }),
];

const namesAfter = async (...records: object[]) => {
  const { feed, store, catalogue } = watchdog();
  await feed(...records);
  const policy = (await store.resources(policyArn)).find(({ resource }) => resource.arn === policyArn);
  if (!policy) throw new Error('no policy');
  const { users, isAll } = await usersOf(policy.resource, store, catalogue);
  return [users.map(({ type, name }) => `${type} ${name}`), isAll] as const;
};

test('a policy is used by the roles, users and groups that hold it now', async () => {
  expect(await namesAfter(...made)).toEqual([[], true]);
  const all = ['iam/group ml', 'iam/role train', 'iam/user bela'];
  expect(await namesAfter(...made, ...attached)).toEqual([all, true]);
  const gone = [iam('DetachRolePolicy', { roleName: 'train', policyArn }), iam('DeleteUser', { userName: 'bela' })];
  expect(await namesAfter(...made, ...attached, ...gone)).toEqual([['iam/group ml'], true]);
});

test('of very many some are looked at, and that is said', async () => {
  const many = Array.from({ length: 60 }, (_, index) => index).flatMap((index) => [
    iam('CreateRole', { roleName: `train-${index}`, assumeRolePolicyDocument: '{}' }),
    iam('AttachRolePolicy', { roleName: `train-${index}`, policyArn }),
  ]);
  const [names, isAll] = await namesAfter(
    ...made,
    ...many.map((record, index) => ({
      ...record,
      eventTime: new Date(Date.UTC(2026, 10, 2, 10, 0, index)).toISOString(),
    })),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(isAll).toBe(false);
});
