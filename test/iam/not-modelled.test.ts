import { expect, test } from 'vitest';
import { analysed, everybody, partner } from './analysed.ts';

const version = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const put = (Condition: object) => ({ Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: '*', Condition });
const ways = (statement: object, setting = {}) => analysed('identity', statement, setting).privilegeEscalation;

// What docs/policy.md says of what is not modelled, row by row.
test('SCPs of one level that are given as levels leave fewer rights than there are', () => {
  const [own, other] = [version({ ...all, Action: 'iam:*' }), version({ ...all, Action: 's3:*' })];
  expect(ways(all, { scps: [own, other] })).toEqual([]);
  expect(ways(all, { scps: [[own, other]] })).toContain('iam-005');
  expect(ways(all, { scps: [version({ ...all, Effect: 'Deny', Action: 's3:*' })] })).toContain('iam-005');
});

test('the policy of a bucket is judged by what it says, whatever else opens or blocks the bucket', () => {
  expect(analysed('resource', everybody, { bucket: 'ml' }).public).toBe(true);
  expect(analysed('resource', { ...everybody, Effect: 'Deny' }, { bucket: 'ml' }).public).toBe(false);
});

test('an account is let in, whether or not anybody there may come', () =>
  expect(analysed('resource', { ...everybody, Principal: { AWS: partner } }).crossAccount).toEqual([partner]));

test('any tag may be set, and any key that nobody knows', () => {
  expect(ways(put({ StringEquals: { 'aws:ResourceTag/team': 'ml' } }))).toEqual(['iam-005']);
  expect(ways(put({ StringEquals: { 'zq:NewKey': 'x' } }))).toEqual(['iam-005']);
  const never = { StringEquals: { 'zq:NewKey': 'x' }, StringNotEquals: { 'zq:NewKey': 'x' } };
  expect(ways(put(never))).toEqual([]);
});

const parts = {
  StringEquals: { 'aws:ResourceTag/t': '${aws:PrincipalTag/a}-x', 'aws:RequestTag/t': 'y-${aws:PrincipalTag/a}' },
};

test('keys that variables tie in more ways than are tried are not decided, unless nothing is left to be decided', () => {
  const both = { ...parts, StringLike: { 'aws:ResourceTag/t': 'ml*', 'aws:RequestTag/t': '*train' } };
  expect(analysed('identity', put(both))).toMatchObject({
    privilegeEscalation: null,
    indeterminate: 'variables tie keys of its conditions in a way that is not decided',
  });
  expect(ways(put({ ...parts, StringLike: { 'aws:RequestTag/t': '*train' } }))).toEqual(['iam-005']);
  expect(ways([put(both), put({})])).toEqual(['iam-005']);
  expect(ways(put({ ...both, Null: { 'aws:RequestTag/t': 'true' } }))).toEqual([]);
  expect(ways([put(both), { ...put({}), Effect: 'Deny' }])).toEqual([]);
  const open = { ...everybody, Condition: both };
  expect(analysed('resource', open, { bucket: 'ml' }).public).toBe(null);
  expect(
    analysed(
      'resource',
      { ...everybody, Condition: { StringLike: { 'aws:userid': '${aws:username}:${aws:username}' } } },
      { bucket: 'ml' },
    ).public,
  ).toBe(false);
});

test('a service outside the table is judged by patterns alone', () =>
  expect(analysed('identity', { Effect: 'Allow', Action: 'dynamodb:Anything', Resource: '*' })).toMatchObject({
    unknownActions: [],
    wildcardResource: true,
    avoidableWildcardResource: true,
    privilegeEscalation: [],
  }));
