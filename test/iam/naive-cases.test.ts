import { describe, expect, test } from 'vitest';
import { analyse, type PolicyKind } from '../../shared/iam/index.ts';

const now = Date.UTC(2026, 10, 23, 12);
const account = '111122223333';
const bucket = 'arn:aws:s3:::ml-train';

const analysed = (kind: PolicyKind, ...Statement: object[]) =>
  analyse({ kind, policy: { Version: '2012-10-17', Statement }, account, now });

/** What the naive evaluator found, each as small as it gets. */
describe('where the naive evaluator and the analysis once said different things', () => {
  const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${bucket}/*` };
  test.each<[what: string, expected: boolean, statements: object[]]>([
    [
      'a Deny of all but what a user is named for leaves that',
      true,
      [
        { ...everybody, Resource: `${bucket}*` },
        { ...everybody, Effect: 'Deny', NotResource: `${bucket}/\${aws:username}/*`, Resource: undefined },
      ],
    ],
    [
      'a user of the name that a Deny spares',
      true,
      [
        { ...everybody, Resource: `${bucket}/alice/?` },
        { ...everybody, Effect: 'Deny', NotResource: `${bucket}/\${aws:username}/*`, Resource: undefined },
      ],
    ],
    [
      'a user has no session, and so no name of one',
      false,
      [
        {
          ...everybody,
          Resource: `${bucket}/\${aws:username}/*`,
          Condition: { StringLike: { 'aws:userid': '*:alice' } },
        },
      ],
    ],
    [
      'what is compared as true or false is nothing else',
      false,
      [
        everybody,
        { ...everybody, Effect: 'Deny', Condition: { BoolIfExists: { 'aws:SecureTransport': ['true', 'false'] } } },
      ],
    ],
    [
      'one value of a key of one value',
      false,
      [
        {
          ...everybody,
          Condition: {
            StringEquals: { 's3:prefix': 'a' },
            'ForAnyValue:StringNotEquals': { 's3:prefix': 'a' },
          },
        },
      ],
    ],
  ])('public: %s', (_, expected, statements) => {
    expect(analysed('resource', ...statements).public).toBe(expected);
  });

  test('any role of a name, of whatever account', () => {
    const { public: open } = analysed('trust', {
      Effect: 'Allow',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } },
    });
    expect(open).toBe(true);
  });
  test('a role that may call everything but what takes a role is not assumed', () => {
    const all = { Effect: 'Allow', Principal: '*', Action: 'sts:*' };
    expect(analysed('trust', all, { ...all, Effect: 'Deny', Action: 'sts:AssumeRole' }).public).toBe(false);
  });
  test('an address that is none comes from nowhere', () => {
    const { crossAccount } = analysed('trust', {
      Effect: 'Allow',
      Principal: { AWS: '222233334444' },
      Action: 'sts:AssumeRole',
      Condition: { 'ForAnyValue:NotIpAddress': { 'aws:SourceIp': ['0.0.0.0/0', '::/0'] } },
    });
    expect(crossAccount).toEqual([]);
  });

  test('few statements are never too many, though all of them are about everything', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' };
    const { indeterminate } = analysed(
      'resource',
      deny,
      { Effect: 'Allow', Principal: { AWS: ['222233334444', '333344445555'] }, NotAction: 's3:Get*', Resource: '*' },
      { ...deny, Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-ourselves1', 'o-partners22'] } } },
    );
    expect(indeterminate).toBe(null);
  });

  const all = { Effect: 'Allow', Action: '*', Resource: '*' };
  test.each<[what: string, expected: boolean, statements: object[]]>([
    ['a Deny of nothing', true, [all, { Effect: 'Deny', Action: 's3:*', NotResource: '*' }]],
    [
      'all but one role, and that one too',
      true,
      [
        { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:iam::*:role/Train' },
        { Effect: 'Allow', Action: '*', Resource: 'arn:aws:iam::*:role/T*' },
      ],
    ],
    [
      'all but one thing, twice, each another',
      true,
      [
        { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:sagemaker:*:*:*' },
        { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::*' },
      ],
    ],
    [
      'all but one role, and less on that one',
      false,
      [
        { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:iam::*:role/Train' },
        { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
      ],
    ],
  ])('administrator: %s', (_, expected, statements) => {
    expect(analysed('identity', ...statements).adminAccess).toBe(expected);
  });
});
