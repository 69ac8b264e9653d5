import { expect, test } from 'vitest';
import { administratorVerdictOf } from '../../shared/control-families/administrator.ts';
import type { PolicyInput } from '../../shared/control-families/policy-analysis.ts';

const at = Date.parse('2026-11-02T09:00:00Z');
const written = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string, Resource = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const read = allow('s3:GetObject');
const verdict = (policy: string, setting: Partial<PolicyInput> = {}) =>
  administratorVerdictOf({ kind: 'identity', account: '111122223333', partition: 'aws', policy, ...setting }, at);

test('outright, with the statement and a request that proves it', () => {
  expect(verdict(written(read, { Sid: 'All', ...allow('*') }))).toMatchObject({
    how: 'everything',
    finding: { statement: { number: 2, sid: 'All', document: 'policy' } },
    says: 'allows every action on every resource',
    details: [expect.stringContaining(' may ')],
  });
});

test('in effect, with every way to it once', () => {
  const administrator = verdict(written(read, { Sid: 'Roles', ...allow('iam:*', 'arn:aws:iam::*:role/*') }));
  expect(administrator).toMatchObject({
    how: 'in effect',
    finding: { statement: { sid: 'Roles' } },
    says: 'makes an administrator in effect: it allows iam:PutRolePolicy on any role, and so every permission there is',
  });
  expect(administrator).toMatchObject({
    details: [
      expect.stringMatching(
        /^iam-005: [^:]+: Statement "Roles": .* may iam:PutRolePolicy arn:aws:iam::111122223333:role\/any-7f3a$/,
      ),
      expect.stringMatching(/^iam-009: [^:]+: Statement "Roles": .* may iam:AttachRolePolicy /),
    ],
  });
});

test('by what is attached beside, within what a boundary leaves', () => {
  const beside = { alsoAttached: [written(read), written(allow('*'))] };
  expect(verdict(written(read), beside)).toMatchObject({
    how: 'everything',
    finding: { statement: { document: 'attached 2' } },
    says: 'allows every action on every resource',
  });
  const boundary = written(allow('s3:*'), allow('iam:Put*'));
  expect(verdict(written(read), { ...beside, boundary })).toMatchObject({ how: 'in effect' });
  expect(verdict(written(read), { ...beside, boundary: written(allow('s3:*')) })).toBeUndefined();
});

test('by policies of the partition it is in', () => {
  const policy = written(
    allow('iam:AttachRolePolicy', '*', {
      ArnEquals: { 'iam:PolicyARN': 'arn:aws-cn:iam::aws:policy/AdministratorAccess' },
    }),
  );
  expect(verdict(policy, { partition: 'aws-cn' })).toMatchObject({ how: 'in effect' });
  expect(verdict(policy)).toBeUndefined();
});

test('what cannot be decided says why', () => {
  expect(verdict('{"Statement":')).toEqual({ unknown: expect.stringContaining('cut off') });
});

test('nobody, by what gives the rights of another at most', () => {
  expect(verdict(written(read))).toBeUndefined();
  expect(verdict(written(allow('iam:PassRole'), allow('lambda:*'), allow('sts:AssumeRole')))).toBeUndefined();
});
