import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conditions } from './naive/conditions.ts';
import { statementsOf, type NaivePolicy, type NaiveStatement } from './naive/evaluate.ts';
import { arnMatches, matches, within } from './naive/matching.ts';
import { policies } from './naive/policies.ts';
import { ourOrganization, owner, partner } from './naive/universe.ts';
import { crossAccounts, isAdministrator, isPublic, type NaiveKind } from './naive/verdicts.ts';

const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' } as const;

const letIn = (Condition: Conditions, ...others: NaiveStatement[]): NaivePolicy => ({
  Version: '2012-10-17',
  Statement: [{ ...everybody, Condition }, ...others],
});

describe('the naive evaluator says what the specification says (2.7)', () => {
  const paths = { 'aws:PrincipalOrgPaths': `${ourOrganization}/*` };
  const train = `arn:aws:s3:::ml-train`;
  test.each<[what: string, expected: boolean, policy: NaivePolicy]>([
    ['no condition', true, letIn({})],
    ['our organization', false, letIn({ StringEquals: { 'aws:PrincipalOrgID': ourOrganization } })],
    ['… if there is one', true, letIn({ StringEqualsIfExists: { 'aws:PrincipalOrgID': ourOrganization } })],
    ['all paths ours', true, letIn({ 'ForAllValues:StringLike': paths })],
    ['… and present', false, letIn({ 'ForAllValues:StringLike': paths, Null: { 'aws:PrincipalOrgPaths': 'false' } })],
    ['any path ours', false, letIn({ 'ForAnyValue:StringLike': paths })],
    [
      'all sources ours if there are any',
      true,
      letIn({ 'ForAllValues:ArnEqualsIfExists': { 'aws:SourceArn': train } }),
    ],
    [
      'a role with a star, literally',
      false,
      letIn({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } }),
    ],
    ['… as an ARN', true, letIn({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } })],
    ['all addresses but ours', true, letIn({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
    ['all endpoints but ours', true, letIn({ StringNotEquals: { 'aws:SourceVpce': 'vpce-0ours' } })],
    [
      'a Deny of all endpoints but ours',
      false,
      letIn(
        {},
        {
          ...everybody,
          Effect: 'Deny',
          Action: 's3:*',
          Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0ours' } },
        },
      ),
    ],
    [
      'a Deny of plain HTTP',
      true,
      letIn({}, { ...everybody, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ],
    ['both halves of all addresses', true, letIn({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } })],
    ['private addresses', false, letIn({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    ['a secret that is none', true, letIn({ StringEquals: { 'sts:ExternalId': 'a-secret' } })],
    ['until long ago', false, letIn({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } })],
    [
      'one organization, any role of a name',
      false,
      letIn({
        StringEquals: { 'aws:PrincipalOrgID': ourOrganization },
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Train' },
      }),
    ],
    [
      'everybody but us',
      true,
      { Statement: { Effect: 'Allow', NotPrincipal: { AWS: owner }, Action: 's3:*', Resource: '*' } },
    ],
    [
      'a Deny of everybody but us',
      false,
      letIn({}, { Effect: 'Deny', NotPrincipal: { AWS: owner }, Action: '*', Resource: '*' }),
    ],
    ['a Deny of one action', false, letIn({}, { ...everybody, Effect: 'Deny', Action: 'S3:getobject' })],
    ['a Deny of one bucket', true, letIn({}, { ...everybody, Effect: 'Deny', Resource: `${train}*` })],
    [
      'a Deny of all other buckets',
      true,
      letIn(
        {},
        {
          Effect: 'Deny',
          Principal: '*',
          Action: '*',
          NotResource: `${train}/*`,
        },
      ),
    ],
  ])('%s: %s', (_, expected, policy) => expect(isPublic(policy, 'resource') !== undefined).toBe(expected));

  test.each<[what: string, expected: boolean, statements: NaiveStatement[]]>([
    ['everything', true, [{ Effect: 'Allow', Action: '*', Resource: '*' }]],
    [
      'everything in two statements',
      true,
      [
        { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
        { Effect: 'Allow', Action: ['iam:*'], Resource: ['*'] },
      ],
    ],
    ['everything but IAM', false, [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
    [
      'with MFA',
      false,
      [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
    ],
    [
      'until long after',
      true,
      [
        {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: { DateLessThan: { 'aws:CurrentTime': '2099-12-31T00:00:00Z' } },
        },
      ],
    ],
    [
      'with a Deny',
      false,
      [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::ml-train/*' },
      ],
    ],
  ])('administrator: %s: %s', (_, expected, Statement) => {
    expect(isAdministrator({ Version: '2012-10-17', Statement }, 'identity')).toBe(expected);
  });

  test('accounts that are let in by name', () => {
    const naming = (Effect: 'Allow' | 'Deny', AWS: string): NaiveStatement => ({
      Effect,
      Principal: { AWS },
      Action: 'sts:AssumeRole',
    });
    const both: NaivePolicy = { Statement: [naming('Allow', owner), naming('Allow', `arn:aws:iam::${partner}:root`)] };
    expect(crossAccounts(both, 'trust', owner)).toEqual([partner]);
    expect(crossAccounts(both, 'trust', undefined)).toEqual([owner, partner]);
    const denied: NaivePolicy = { Statement: [naming('Allow', partner), naming('Deny', partner)] };
    expect(crossAccounts(denied, 'trust', owner)).toEqual([]);
  });

  test('matching', () => {
    expect(matches('a*b?', 'axxbc')).toBe(true);
    expect(matches('a*b?', 'axxb')).toBe(false);
    expect(arnMatches('arn:aws:iam::*:role/*', `arn:aws:iam::${owner}:role/x:y`)).toBe(true);
    expect(arnMatches('arn:aws:*', `arn:aws:iam::${owner}:role/x`)).toBe(false);
    expect(within('203.0.113.0/24', '203.0.113.9')).toBe(true);
    expect(within('0.0.0.0/0', '2600:1f00::1')).toBe(false);
    expect(within('::/0', '2600:1f00::1')).toBe(true);
  });
});

describe.each<NaiveKind>(['identity', 'trust', 'resource'])('generated policies of kind %s', (kind) => {
  test('come out both ways often enough to be worth comparing', () => {
    const some = fc.sample(policies(kind), { numRuns: 400, seed: 7 });
    const yes = some.filter((policy) => (kind === 'identity' ? isAdministrator(policy, kind) : isPublic(policy, kind)));
    expect(yes.length).toBeGreaterThan(kind === 'identity' ? 4 : 80);
    expect(yes.length).toBeLessThan(240);
    const forms = new Set(some.map(({ Statement }) => Array.isArray(Statement)));
    expect(forms.size).toBe(2);
    expect(some.some((policy) => statementsOf(policy).some(({ NotAction }) => NotAction))).toBe(kind !== 'trust');
  });
});
