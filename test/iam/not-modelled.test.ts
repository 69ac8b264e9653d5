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

test('what is overlooked of keys that variables tie', () => {
  const several = {
    'ForAnyValue:StringEquals': { 'aws:TagKeys': '${aws:PrincipalTag/a}' },
    'ForAnyValue:StringLike': { 'aws:TagKeys': 'b*' },
    StringEquals: { 'aws:PrincipalTag/a': 'x' },
  };
  const two = {
    StringEquals: { 'aws:ResourceTag/t': '${aws:PrincipalTag/a}-${aws:PrincipalTag/b}' },
    StringLike: { 'aws:ResourceTag/t': 'ml-*' },
  };
  expect([ways(put(several)), ways(put(two))]).toEqual([[], []]);
});

test('a service outside the table is judged by patterns alone', () =>
  expect(analysed('identity', { Effect: 'Allow', Action: 'dynamodb:Anything', Resource: '*' })).toMatchObject({
    unknownActions: [],
    wildcardResource: true,
    avoidableWildcardResource: true,
    privilegeEscalation: [],
  }));
