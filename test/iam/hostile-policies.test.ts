import { describe, expect, test } from 'vitest';
import { analyse, type PolicyKind } from '../../shared/iam/index.ts';
import { now } from './analysed.ts';
import { hostileConditions } from './hostile-conditions.ts';

const many = (count: number, statement: (index: number) => object) => ({
  Version: '2012-10-17',
  Statement: Array.from({ length: count }, (_, index) => statement(index)),
});
const wild = '*?'.repeat(50_000);
const star = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

// That an answer comes is asserted here; how fast, `npm run bench` measures.
describe('hostile policies end with an answer', () => {
  test.each(Object.entries(hostileConditions))('%s', (_, Condition) => {
    const Statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition };
    const says = analyse({ kind: 'identity', policy: { Statement, Version: '2012-10-17' }, now });
    expect(says.indeterminate).toBe('it is too large to be decided in time');
  });

  test.each<[what: string, kind: PolicyKind, policy: unknown]>([
    [
      '10,000 Allows',
      'identity',
      many(10_000, (at) => ({ Effect: 'Allow', Action: 's3:Get*', Resource: `arn:aws:s3:::b${at}/*` })),
    ],
    [
      '10,000 Denies',
      'identity',
      many(10_000, (at) => ({
        Effect: at === 0 ? 'Allow' : 'Deny',
        Action: '*',
        Resource: at === 0 ? '*' : `arn:aws:s3:::b${at}/*`,
      })),
    ],
    [
      '10,000 keys',
      'identity',
      many(10_000, (at) => ({
        Effect: at % 2 ? 'Allow' : 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringLike: { [`aws:PrincipalTag/${at}`]: `*a*${at}` } },
      })),
    ],
    [
      '10,000 accounts',
      'resource',
      {
        Statement: {
          ...star,
          Principal: { AWS: Array.from({ length: 10_000 }, (_, at) => String(100_000_000_000 + at)) },
        },
      },
    ],
    [
      'wildcards in actions and resources',
      'identity',
      { Statement: { Effect: 'Allow', Action: wild, Resource: wild } },
    ],
    [
      'wildcards in conditions',
      'resource',
      {
        Statement: {
          ...star,
          Condition: { StringLike: { 'aws:PrincipalArn': wild, 'aws:UserAgent': '*a'.repeat(50_000) } },
        },
      },
    ],
    [
      'thousands of patterns against thousands',
      'identity',
      {
        Statement: [
          { Effect: 'Allow', Action: Array.from({ length: 2_000 }, (_, at) => `*a*e*${at}*`), Resource: '*' },
          { Effect: 'Deny', Action: Array.from({ length: 2_000 }, (_, at) => `*b*e*${at}*`), Resource: '*' },
        ],
      },
    ],
    [
      'variables that refer to each other',
      'resource',
      {
        Version: '2012-10-17',
        Statement: [
          star,
          {
            ...star,
            Effect: 'Deny',
            Condition: {
              StringEquals: Object.fromEntries(
                Array.from({ length: 2_000 }, (_, at) => [`aws:PrincipalTag/${at}`, `$\{aws:PrincipalTag/${at + 1}}`]),
              ),
            },
          },
        ],
      },
    ],
    ['nesting', 'identity', '['.repeat(131_072)],
    ['nesting that closes', 'identity', `{"Statement":${'['.repeat(60_000)}${']'.repeat(60_000)}}`],
    [
      '131,072 characters',
      'identity',
      `{"Statement":{"Effect":"Allow","Action":"s3:${'a'.repeat(131_000)}","Resource":"*"}}`,
    ],
    ['a prototype', 'identity', '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","__proto__":{}}}'],
  ])('%s', (_, kind, policy) => {
    for (const form of [policy, JSON.stringify(policy)]) {
      const analysis = analyse({ kind, policy: form, now });
      const undecided = analysis.adminAccess === null;
      expect(undecided).toBe(analysis.indeterminate !== null);
    }
  });
});

test('what a Deny takes wholly costs nothing to look for, however often it is said', () => {
  const Resource = 'arn:aws:iam::*:role/Train';
  const statements = [
    { Effect: 'Allow', Action: '*', Resource },
    { Effect: 'Deny', Action: ['*:*'], NotResource: 'arn:aws:s3:::ml-train/*' },
    {
      Effect: 'Allow',
      NotAction: ['iam:*'],
      Resource: [Resource],
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-ourselves1' } },
    },
  ];
  for (const times of [1, 2, 50]) {
    const Statement = Array.from({ length: times }, () => statements).flat();
    const analysis = analyse({ kind: 'identity', policy: { Version: '2012-10-17', Statement }, now });
    expect(analysis).toMatchObject({ indeterminate: null, adminAccess: false, privilegeEscalation: [] });
  }
});
