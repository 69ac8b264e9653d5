import { expect, test } from 'vitest';
import { analysed, openUnder } from './analysed.ts';

const put = (...conditions: object[]) => ({
  Effect: 'Allow',
  Action: 'iam:PutRolePolicy',
  Resource: '*',
  Condition: Object.assign({}, ...conditions) as object,
});
const equal = { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } };

/** Keys that variables tie together: some request meets them all, or none does. */
test.each<[what: string, statement: object, granted: boolean]>([
  ['a tag like the caller’s', put(equal), true],
  ['a tag like the caller’s, which is named', put(equal, { StringLike: { 'aws:PrincipalTag/team': 'ml' } }), true],
  [
    'a tag like the caller’s, whose beginning is named',
    put(equal, { StringLike: { 'aws:PrincipalTag/team': 'ml-*' } }),
    true,
  ],
  ['a tag that is named, like the caller’s', put(equal, { StringLike: { 'aws:ResourceTag/team': 'ml-*' } }), true],
  [
    'a tag that the caller’s is a part of',
    put({ StringEquals: { 'aws:ResourceTag/team': 'x-${aws:PrincipalTag/team}', 'aws:PrincipalTag/team': 'ml' } }),
    true,
  ],
  [
    'a tag that two of the caller’s are parts of',
    put({
      StringEquals: {
        'aws:ResourceTag/team': '${aws:PrincipalTag/team}/${aws:PrincipalTag/unit}',
        'aws:PrincipalTag/team': 'ml',
        'aws:PrincipalTag/unit': 'train',
      },
    }),
    true,
  ],
  [
    'the tag that bears the caller’s name',
    put({ StringEquals: { 'aws:ResourceTag/owner': '${aws:username}', 'aws:username': ['alice', 'bob'] } }),
    true,
  ],
  [
    'three tags, one like the other',
    put({
      StringEquals: {
        'aws:RequestTag/a': '${aws:ResourceTag/b}',
        'aws:ResourceTag/b': '${aws:PrincipalTag/c}',
        'aws:PrincipalTag/c': 'x',
      },
    }),
    true,
  ],
  [
    'a tag that the caller’s is the end of, whose end is named',
    put({
      StringEquals: { 'aws:ResourceTag/team': 'x-${aws:PrincipalTag/team}' },
      StringLike: { 'aws:ResourceTag/team': '*-ml' },
    }),
    true,
  ],
  [
    'a tag whose beginning, end and middle are named',
    put({
      StringLike: { 'aws:ResourceTag/team': ['b*', 'a*'] },
      StringLikeIfExists: { 'aws:ResourceTag/team': '*z' },
      'ForAllValues:StringLike': { 'aws:ResourceTag/team': '*m*' },
      Null: { 'aws:ResourceTag/team': 'false' },
    }),
    true,
  ],
  [
    'a caller whose path and name are named',
    put({
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ml/*' },
      StringLike: { 'aws:PrincipalArn': '*-admin' },
    }),
    true,
  ],
  [
    'one of several tags like the caller’s, beside one whose beginning is named',
    put({
      'ForAnyValue:StringEquals': { 'aws:TagKeys': '${aws:PrincipalTag/a}' },
      'ForAnyValue:StringLike': { 'aws:TagKeys': 'b*' },
      StringEquals: { 'aws:PrincipalTag/a': 'x' },
    }),
    true,
  ],
  [
    'one of several tags like the caller’s, all of which are named',
    put({
      'ForAnyValue:StringEquals': { 'aws:TagKeys': '${aws:PrincipalTag/a}' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['b', 'c'] },
      StringLike: { 'aws:PrincipalTag/a': 'c*' },
    }),
    true,
  ],
  [
    'a tag of two of the caller’s, whose beginning is named',
    put({
      StringEquals: { 'aws:ResourceTag/t': '${aws:PrincipalTag/a}-${aws:PrincipalTag/b}' },
      StringLike: { 'aws:ResourceTag/t': 'ml-*' },
    }),
    true,
  ],
  [
    'a tag of two of the caller’s, which is named, and one of them is',
    put({
      StringEquals: {
        'aws:ResourceTag/t': ['${aws:PrincipalTag/a}-${aws:PrincipalTag/b}'],
        'aws:PrincipalTag/b': 'c-d',
      },
      StringLike: { 'aws:ResourceTag/t': 'a-b-c-d' },
    }),
    true,
  ],
  [
    'a tag of the caller’s between stars',
    put({
      StringLike: { 'aws:ResourceTag/t': '*-${aws:PrincipalTag/a}-*', 'aws:PrincipalTag/a': 'm?' },
      StringLikeIfExists: { 'aws:ResourceTag/t': 'x*-ml-*z' },
      Null: { 'aws:ResourceTag/t': 'false' },
    }),
    true,
  ],
  [
    'a tag that the caller’s is the beginning of, and both are named in part',
    put({
      StringEquals: { 'aws:ResourceTag/t': '${aws:PrincipalTag/a}-x' },
      StringLike: { 'aws:ResourceTag/t': '*-train-x', 'aws:PrincipalTag/a': 'ml-*' },
    }),
    true,
  ],
  [
    'a key that is called as every object’s member is',
    put({
      StringEquals: { 'aws:ResourceTag/t': 'x-${constructor}' },
      StringLike: { 'aws:ResourceTag/t': 'x-ml*' },
    }),
    true,
  ],
  [
    'a tag of the caller’s twice',
    put({
      StringEquals: { 'aws:ResourceTag/t': '${aws:PrincipalTag/a}/${aws:PrincipalTag/a}' },
      StringLike: { 'aws:ResourceTag/t': 'ml/*' },
    }),
    true,
  ],
  [
    'a tag like another, which is what is said where the caller has none',
    put({
      StringEquals: { 'aws:ResourceTag/t': "${aws:PrincipalTag/a, 'none'}", 'aws:ResourceTag/u': 'x' },
      StringLike: { 'aws:ResourceTag/t': 'n*' },
      Null: { 'aws:PrincipalTag/a': 'true' },
    }),
    true,
  ],
  [
    'a tag of a star that means itself, like the caller’s',
    put({
      StringLike: { 'aws:ResourceTag/t': '${*}-${aws:PrincipalTag/a}', 'aws:PrincipalTag/a': 'ml' },
      StringEquals: { 'aws:ResourceTag/t': '*-ml' },
    }),
    true,
  ],
  [
    'a tag that begins in two ways at once',
    put({
      StringLike: { 'aws:ResourceTag/team': 'a*' },
      StringLikeIfExists: { 'aws:ResourceTag/team': 'b*' },
      Null: { 'aws:ResourceTag/team': 'false' },
    }),
    false,
  ],
  [
    'a tag like the caller’s, which is another',
    put(
      { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}', 'aws:PrincipalTag/team': 'ml' } },
      {
        StringLike: { 'aws:ResourceTag/team': 'web' },
      },
    ),
    false,
  ],
  [
    'a tag like the caller’s that is not',
    put(equal, { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }),
    false,
  ],
])('%s: granted %s', (_, statement, granted) =>
  expect(analysed('identity', statement).privilegeEscalation).toEqual(granted ? ['iam-005'] : []),
);

test('who calls is never what a variable says', () => {
  expect(openUnder({ StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } })).toBe(false);
  expect(openUnder({ StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } })).toBe(false);
  expect(openUnder({ StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } })).toBe(false);
  expect(openUnder({ StringEquals: { 's3:prefix': '${aws:PrincipalTag/home}', 'aws:PrincipalTag/home': 'x' } })).toBe(
    true,
  );
});

test('a Deny of what is tagged otherwise leaves what is tagged alike', () => {
  const unlike = { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } };
  const statements = [put({ StringEquals: { 'aws:PrincipalTag/team': 'ml' } }), { ...put(unlike), Effect: 'Deny' }];
  expect(analysed('identity', statements).privilegeEscalation).toEqual(['iam-005']);
});

test.each<[what: string, allowed: object, denied: object, granted: boolean]>([
  ['begins as one says and ends as the other', { StringLike: { t: 'x?' } }, { StringNotLike: { t: '*x' } }, true],
  ['is one that both name', { StringEquals: { t: ['a', 'b'] } }, { StringNotEquals: { t: ['b', 'c'] } }, true],
  ['is none that both name', { StringEquals: { t: ['a', 'b'] } }, { StringNotEquals: { t: ['c', 'd'] } }, false],
  ['is there and empty', { Null: { t: 'false' } }, { StringLike: { t: '?*' } }, true],
  ['is of one letter', { StringLike: { t: '?*' } }, { StringLike: { t: '??*' } }, true],
])('what a Deny spares of a tag that %s', (_, allowed, denied, granted) => {
  const named = (condition: object) =>
    JSON.parse(JSON.stringify(condition).replaceAll('"t"', '"aws:ResourceTag/t"')) as object;
  const statements = [put(named(allowed)), { ...put(named(denied)), Effect: 'Deny' }];
  expect(analysed('identity', statements).privilegeEscalation).toEqual(granted ? ['iam-005'] : []);
});

test.each<[what: string, resource: string, Condition: object]>([
  ['a user', '${aws:username}', { StringEquals: { 'aws:username': 'alice' } }],
  ['one of two users', '${aws:username}', { StringEquals: { 'aws:username': ['alice', 'bob'] } }],
  ['a part of a tag', '${aws:PrincipalTag/team}', { StringLike: { 'aws:PrincipalTag/team': 'ml-*' } }],
  [
    'two tags',
    '${aws:PrincipalTag/team}-${aws:PrincipalTag/unit}',
    { StringEquals: { 'aws:PrincipalTag/team': 'ml', 'aws:PrincipalTag/unit': 'train' } },
  ],
])('a resource with the name of %s that the conditions name', (_, name, Condition) => {
  const writing = { Effect: 'Allow', Action: 'iam:PutUserPolicy', Resource: `arn:aws:iam::*:user/${name}`, Condition };
  expect(analysed('identity', writing).privilegeEscalation).toEqual(['iam-007']);
});
