import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyName,
  anyUserName,
  decide,
  grantedCalls,
  grantedServices,
  type AnalysisInput,
  type CallAsked,
} from '../../shared/iam/index.ts';
import { account, now } from './analysed.ts';
import { policies } from './naive/policies.ts';
import { owner } from './naive/universe.ts';

const numRuns = Math.max(Math.floor(Number(process.env['FUZZ_RUNS'] ?? 0) / 10), 300);

const input = (Statement: unknown, setting: Partial<AnalysisInput> = {}): AnalysisInput => ({
  kind: 'identity',
  policy: { Version: '2012-10-17', Statement },
  account,
  now,
  ...setting,
});
const allow = (Action: string, Resource = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const deny = (Action: string, Resource = '*', Condition?: object) => ({
  ...allow(Action, Resource, Condition),
  Effect: 'Deny',
});
const passing: CallAsked = { action: 'iam:PassRole', on: [`arn:{partition}:iam::{account}:role/${anyName}`] };
const grants = (statements: unknown, call: CallAsked = passing, setting: Partial<AnalysisInput> = {}): boolean => {
  const answer = grantedCalls(input(statements, setting), [call]);
  if ('reason' in answer) throw new Error(answer.reason);
  return answer[0] !== undefined;
};

describe('a call on something that nobody names', () => {
  test.each<[what: string, statement: object, granted: boolean]>([
    ['everything', allow('*'), true],
    ['any role', allow('iam:PassRole', 'arn:aws:iam::*:role/*'), true],
    ['any role of the account', allow('iam:PassRole', `arn:aws:iam::${account}:role/*`), true],
    ['any role of the account, by its variable', allow('iam:*', 'arn:aws:iam::${aws:PrincipalAccount}:role/*'), true],
    ['any role of another account', allow('iam:PassRole', 'arn:aws:iam::444455556666:role/*'), false],
    ['any role in China', allow('iam:PassRole', 'arn:aws-cn:iam::*:role/*'), true],
    ['some roles', allow('iam:PassRole', 'arn:aws:iam::*:role/ml-*'), false],
    ['roles by a tag of the caller', allow('iam:*', 'arn:aws:iam::*:role/${aws:PrincipalTag/team}-*'), false],
    ['all roles but one', { ...allow('iam:*'), Resource: undefined, NotResource: 'arn:aws:iam::*:role/admin' }, true],
    ['another kind of thing', allow('iam:PassRole', 'arn:aws:iam::*:user/*'), false],
    ['those with a tag', allow('iam:PassRole', '*', { StringEquals: { 'iam:ResourceTag/a': 'b' } }), false],
    ['those without a tag', allow('iam:PassRole', '*', { Null: { 'aws:ResourceTag/a': 'true' } }), true],
    [
      "those with the caller's tag",
      allow('iam:PassRole', '*', { StringEquals: { 'aws:ResourceTag/a': '${aws:PrincipalTag/a}' } }),
      false,
    ],
    [
      'those of other accounts',
      allow('iam:PassRole', '*', { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }),
      false,
    ],
    ['those of its own account', allow('iam:*', '*', { StringEquals: { 'aws:ResourceAccount': account } }), true],
    ['with MFA', allow('iam:PassRole', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), true],
  ])('%s: %j', (_, statement, granted) => expect(grants(statement)).toBe(granted));

  test('in its own partition, where that is known', () => {
    const china = allow('iam:PassRole', 'arn:aws-cn:iam::*:role/*');
    expect(grants(china, passing, { partition: 'aws-cn' })).toBe(true);
    expect(grants(china, passing, { partition: 'aws' })).toBe(false);
  });
  test('a policy for the own user means it', () => {
    const call = { action: 'iam:PutUserPolicy', on: [`arn:{partition}:iam::{account}:user/${anyUserName}`] };
    const own = 'arn:aws:iam::*:user/${aws:username}';
    expect(grants(allow('iam:*', own), call)).toBe(true);
    expect(grants([allow('iam:*', own), deny('iam:Put*', own)], call)).toBe(false);
    expect(grants([allow('iam:*'), deny('iam:Put*', own)], call)).toBe(true);
  });
  test('whatever its tags, where that is asked', () => {
    const tagged = allow('iam:PassRole', '*', { StringEquals: { 'iam:ResourceTag/a': 'b' } });
    expect(grants(tagged, { ...passing, anyTags: true })).toBe(true);
  });
});

describe('what has to be true of the call beside', () => {
  const bounded = { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/limit' } };
  const unbounded: CallAsked = { ...passing, when: { Null: { 'iam:PermissionsBoundary': 'true' } } };
  test('is weighed with what the policy asks', () => {
    expect(grants(allow('iam:*', '*', bounded))).toBe(true);
    expect(grants(allow('iam:*', '*', bounded), unbounded)).toBe(false);
    expect(grants(allow('iam:*'), unbounded)).toBe(true);
  });
  test('and with what Denies ask, in whatever letter case', () => {
    const unlessBounded = {
      StringNotEquals: { 'IAM:permissionsBoundary': bounded.StringEquals['iam:PermissionsBoundary'] },
    };
    expect(grants([allow('iam:*'), deny('iam:*', '*', unlessBounded)])).toBe(true);
    expect(grants([allow('iam:*'), deny('iam:*', '*', unlessBounded)], unbounded)).toBe(false);
  });
});

test('each call of many has its own answer, with the statement that grants it', () => {
  const answer = grantedCalls(input([allow('s3:GetObject'), { Sid: 'Pass', ...allow('iam:PassRole') }]), [
    passing,
    { ...passing, action: 'iam:GetRole' },
    passing,
  ]);
  expect(answer).toMatchObject([{ statement: { number: 2, sid: 'Pass' } }, undefined, { statement: { number: 2 } }]);
});

test('what is attached beside grants, a boundary limits', () => {
  const beside = { alsoAttached: [{ Version: '2012-10-17', Statement: allow('iam:PassRole') }] };
  expect(grants(allow('s3:GetObject'), passing, beside)).toBe(true);
  expect(grants(allow('*'), passing, { boundary: { Statement: allow('s3:*') } })).toBe(false);
  expect(grants(allow('*'), passing, { boundary: { Statement: allow('iam:Pass*') } })).toBe(true);
});

test('a policy that cannot be read, or is too large, has no answer', () => {
  expect(grantedCalls(input({ Effect: 'Allow' }), [passing])).toHaveProperty('reason');
  expect(grantedServices(input({ Effect: 'Allow' }))).toHaveProperty('reason');
  const many = Array.from({ length: 2_000 }, (_, at) => [
    allow('iam:*', '*', { StringEquals: { [`aws:PrincipalTag/${at}`]: 'a' } }),
    deny('iam:*', '*', { StringLike: { [`aws:PrincipalTag/${at}`]: '*' } }),
  ]).flat();
  expect(grantedCalls(input(many), [passing])).toEqual({ reason: 'it is too large to be decided in time' });
});

test.each<[what: string, statements: unknown, services: string[]]>([
  ['a service', allow('s3:*'), ['s3']],
  ['a service but for one action', [allow('s3:*'), deny('s3:DeleteBucket')], ['s3']],
  ['a service, of which all is denied', [allow('s3:*'), deny('s3:*')], []],
  ['a service, elsewhere than one resource', [allow('s3:*'), deny('s3:*', 'arn:aws:s3:::secret/*')], ['s3']],
  ['a service, in all its resources of one account', allow('glue:*', `arn:aws:glue:*:${account}:*`), ['glue']],
  ['a service, in one of its resources', allow('s3:*', 'arn:aws:s3:::data/*'), []],
  ['a service, where there is a tag', allow('ec2:*', '*', { StringEquals: { 'aws:ResourceTag/a': 'b' } }), []],
  ['all that reads', allow('s3:Get*'), []],
  ['every action on all of a service', allow('*', 'arn:aws:s3:::*'), ['s3']],
  ['a service that our table does not know', allow('zqservice:*'), ['zqservice']],
])('granted whole: %s', (_, statements, services) => {
  const granted = grantedServices(input(statements));
  if ('reason' in granted) throw new Error(granted.reason);
  expect([...granted.keys()]).toEqual(services);
});

describe('like decide', () => {
  const resource = 'arn:aws:s3:::any-7f3a/zq';
  const call: CallAsked = { action: 's3:GetObject', on: [resource] };
  const answerOf = (policy: unknown) => {
    const answer = grantedCalls({ kind: 'identity', policy, account: owner, now }, [call]);
    return 'reason' in answer ? undefined : answer[0];
  };
  test('what is granted is allowed to its witness', () =>
    fc.assert(
      fc.property(policies('identity'), (policy) => {
        const { witness } = answerOf(policy) ?? {};
        if (!witness) return;
        const { action, contextKeys } = witness;
        expect(decide({ action, resource: witness.resource, contextKeys }, { identity: [policy] }, { now })).toBe(
          'allowed',
        );
      }),
      { numRuns },
    ));
  test('what is allowed to anybody is granted', () =>
    fc.assert(
      fc.property(
        policies('identity'),
        fc.dictionary(
          fc.constantFrom(
            'aws:SourceVpce',
            'aws:SecureTransport',
            'aws:PrincipalTag/team',
            'aws:MultiFactorAuthPresent',
          ),
          fc.constantFrom('vpce-0ours', 'true', 'false', 'ml', 'zq'),
        ),
        (policy, said) => {
          const contextKeys = { ...said, 'aws:PrincipalAccount': owner };
          const decision = decide({ action: call.action, resource, contextKeys }, { identity: [policy] }, { now });
          if (decision === 'allowed') expect(answerOf(policy), JSON.stringify(said)).toBeDefined();
        },
      ),
      { numRuns },
    ));
});
