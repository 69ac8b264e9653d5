import { describe, expect, test } from 'vitest';
import { analyse, decide } from '../../shared/iam/index.ts';
import { account, analysed, everybody, now, openUnder, partner, reaches } from './analysed.ts';

const text = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const reasonOf = (kind: 'identity' | 'trust' | 'resource', policy: unknown) =>
  analyse({ kind, policy, account, now }).indeterminate;

describe('2.1 input', () => {
  test('encoded text is decoded once, and no more', () => {
    expect(reasonOf('identity', encodeURIComponent(text).replaceAll('%7B', '%7b'))).toBeNull();
    expect(reasonOf('identity', encodeURIComponent(encodeURIComponent(text)))).toMatch(/not JSON|URL-encoded/);
  });
  test('without a version it is that of 2008, whose variables are literal text', () => {
    const policy = { Statement: { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}' } };
    const may = (resource: string) =>
      decide(
        { action: 's3:GetObject', resource, contextKeys: { 'aws:username': 'ann' } },
        { identity: [policy] },
        { now },
      );
    expect(may('arn:aws:s3:::b/ann')).toBe('implicitDeny');
    expect(may('arn:aws:s3:::b/${aws:username}')).toBe('allowed');
  });
  test('exactly one of Resource and NotResource, of Principal and NotPrincipal', () => {
    const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
    expect(reasonOf('identity', { Statement: { ...statement, NotResource: 'arn:aws:s3:::b' } })).toMatch(
      /both Resource and NotResource/,
    );
    expect(
      reasonOf('resource', { Statement: { ...statement, Principal: '*', NotPrincipal: { AWS: account } } }),
    ).toMatch(/both Principal and NotPrincipal/);
  });
  test('each type of principal is a text or a list, and may stand beside others', () => {
    const Principal = { AWS: [partner], Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] };
    expect(analysed('trust', { Effect: 'Allow', Principal, Action: ['sts:AssumeRole'] })).toMatchObject({
      indeterminate: null,
      crossAccount: [partner],
      servicePrincipals: ['ec2.amazonaws.com', 'lambda.amazonaws.com'],
    });
  });
});

describe('2.2 matching', () => {
  test('${?} is a question mark', () => {
    expect(reaches('arn:aws:s3:::b/${?}', 'arn:aws:s3:::b/?')).toBe(true);
    expect(reaches('arn:aws:s3:::b/${?}', 'arn:aws:s3:::b/x')).toBe(false);
  });
  test('a variable could be anything when what may be done is asked, and is itself when who is let in', () => {
    const own = { Effect: 'Allow', Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::*:user/${aws:username}' };
    const requests = [
      {
        action: 'iam:CreateAccessKey',
        resource: `arn:aws:iam::${account}:user/ann`,
        contextKeys: { 'aws:username': 'ann' },
      },
      {
        action: 'iam:CreateAccessKey',
        resource: `arn:aws:iam::${account}:user/bob`,
        contextKeys: { 'aws:username': 'ann' },
      },
    ];
    expect(analysed('identity', own, { requests }).results).toEqual([
      { result: 'allowed' },
      { result: 'implicitDeny' },
    ]);
    expect(openUnder({ StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } })).toBe(false);
    expect(openUnder({ StringLike: { 'aws:UserAgent': '${aws:PrincipalTag/agent}' } })).toBe(true);
  });
});

describe('2.3 conditions: which restrict a caller', () => {
  test.each<[condition: unknown, open: boolean]>([
    [{ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-aaaaaaaaaa/r-1/*' } }, false],
    [{ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-*/r-1/*' } }, true],
    [{ StringLike: { 'aws:SourceVpc': '*' } }, true],
    [{ StringEqualsIfExists: { 'aws:SourceAccount': partner } }, true],
    [{ StringEquals: { 'aws:PrincipalAccount': [partner, account], 'aws:UserAgent': 'x' } }, false],
  ])('%j: public %s', (condition, open) => expect(openUnder(condition)).toBe(open));
});

describe('2.4 principals', () => {
  test('a canonical user is of some account, and not public', () => {
    const CanonicalUser = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';
    expect(analysed('resource', { ...everybody, Principal: { CanonicalUser } })).toMatchObject({
      indeterminate: null,
      public: false,
    });
  });
  test('a deleted user is a dead grant', () =>
    expect(analysed('resource', { ...everybody, Principal: { AWS: 'AIDAABCDEFGHIJKLMNOPQ' } })).toMatchObject({
      public: false,
      crossAccount: [],
    }));
  test('everyone means those too who do not sign', () => {
    const request = {
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::ml/x',
      principal: { type: 'Anonymous', id: '' },
    } as const;
    const resource = { Version: '2012-10-17', Statement: { ...everybody, Principal: { AWS: '*' } } };
    expect(decide(request, { resource }, { now, account })).toBe('allowed');
  });
});

describe('2.5 grants after Deny', () => {
  test('a Deny of all resources but some confines to those', () => {
    const { Resource: _, ...anywhere } = everybody;
    const confined = { ...anywhere, Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::ml/open/*' };
    const { public: open, findings } = analysed('resource', [everybody, confined]);
    expect(open).toBe(true);
    expect(findings.find(({ id }) => id === 'public')?.witness?.resource).toMatch(/^arn:aws:s3:::ml\/open\//);
  });
  test('an Allow is taken back only where one Deny covers who, what and on what', () => {
    const partners = { ...everybody, Principal: { AWS: partner } };
    const denied = { ...everybody, Effect: 'Deny', Principal: { AWS: `arn:aws:iam::${partner}:role/x` } };
    expect(analysed('resource', [partners, denied]).crossAccount).toEqual([partner]);
    expect(analysed('resource', [partners, { ...partners, Effect: 'Deny' }]).crossAccount).toEqual([]);
  });
});

describe('2.6 several policies', () => {
  test('trust and key policies stand alone: who is named needs no policy of their own', () => {
    const role = `arn:aws:iam::${account}:role/x`;
    const principal = { type: 'AWS', id: role } as const;
    const naming = (Action: string, AWS: string) => ({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS }, Action, ...(Action.startsWith('kms') && { Resource: '*' }) },
    });
    const key = { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-central-1:${account}:key/k`, principal };
    expect(decide(key, { resource: naming('kms:*', role) }, { now, account })).toBe('allowed');
    expect(analysed('resource', naming('kms:*', `arn:aws:iam::${account}:root`).Statement)).toMatchObject({
      public: false,
      crossAccount: [],
    });
  });
});
