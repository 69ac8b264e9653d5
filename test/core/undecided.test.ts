import { expect, test } from 'vitest';
import { heardOf, type Known } from '../../shared/core/known.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import { undecidedGroups } from '../../shared/core/undecided.ts';

const key = (name: string, account = '111122223333') =>
  refOf('kms/key', `arn:aws:kms:eu-central-1:${account}:key/${name}`, { account, region: 'eu-central-1' });
const unread = { reason: 'r', permission: 'kms:DescribeKey', since: 5 };
const known = (name: string, members: Partial<Known>, account?: string): Known => ({
  ...heardOf(key(name, account)),
  ...members,
});
const rotation = { 'kms/key-rotation': ['rotationEnabled'] };

test('resources of one account that lack the same are one group, permissions first', () => {
  const both = { 'kms/key-rotation': ['rotationEnabled'], 'kms/key-policy-access': ['policy'] };
  const groups = undecidedGroups([
    known('a', { undecided: rotation }),
    known('b', { undecided: both }),
    known('c', { undecided: rotation, unread: { ...unread, since: 7 } }),
    known('d', { undecided: rotation, unread }),
    known('e', { unread }),
    known('f', { undecided: rotation }, '444455556666'),
    known('g', {}),
  ]);
  expect(
    groups.map(({ account, controlId, missing, permission, unreadSince, resources }) => [
      account.slice(0, 4),
      controlId,
      missing.join(),
      permission,
      unreadSince,
      resources.map(({ name }) => name).join(''),
    ]),
  ).toEqual([
    ['1111', 'kms/key-rotation', 'rotationEnabled', 'kms:DescribeKey', 5, 'cd'],
    ['1111', undefined, '', 'kms:DescribeKey', 5, 'e'],
    ['1111', 'kms/key-rotation', 'rotationEnabled', undefined, undefined, 'ab'],
    ['1111', 'kms/key-policy-access', 'policy', undefined, undefined, 'b'],
    ['4444', 'kms/key-rotation', 'rotationEnabled', undefined, undefined, 'f'],
  ]);
});
