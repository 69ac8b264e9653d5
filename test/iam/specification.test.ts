import { describe, expect, test } from 'vitest';
import { analyse, decide } from '../../shared/iam/index.ts';
import { account, analysed, everybody, holdsIn, now, openUnder, partner, reaches } from './analysed.ts';

const identity = (policy: unknown) => analyse({ kind: 'identity', policy, now });
const text = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

describe('2.1 input', () => {
  test.each<[what: string, policy: unknown]>([
    ['plain JSON', text],
    ['with space around', `\n ${text} `],
    ['URL-encoded once', encodeURIComponent(text)],
    ['parsed', JSON.parse(text)],
    ['lists', { Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }] }],
  ])('reads %s', (_, policy) => expect(identity(policy)).toMatchObject({ indeterminate: null, adminAccess: true }));
  test('never decodes text that already parses', () => {
    const odd = {
      Version: '2012-10-17',
      Statement: { Sid: 'a', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/100%25' },
    };
    const requests = ['arn:aws:s3:::b/100%25', 'arn:aws:s3:::b/100%'].map((resource) => ({
      action: 's3:GetObject',
      resource,
    }));
    const { results } = analyse({ kind: 'identity', policy: JSON.stringify(odd), now, requests });
    expect(results).toEqual([{ result: 'allowed' }, { result: 'implicitDeny' }]);
  });
  test.each<[what: string, policy: unknown, reason: RegExp]>([
    [
      'a duplicate key',
      '{"Statement":{"Effect":"Deny","Action":"*","Effect":"Allow","Resource":"*"}}',
      /"Effect" twice \(at position 43\)/,
    ],
    ['a duplicate key in other spelling', '{"Statement":[],"St\\u0061tement":[]}', /"Statement" twice/],
    [
      'a duplicate condition key',
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a":"true","a":"false"}}}}',
      /"a" twice/,
    ],
    ['text cut off', text.slice(0, 40), /cut off/],
    ['no JSON', '{"Statement":x}', /not JSON \(at position 13\)/],
    ['nothing', null, /no document/],
    ['nothing to read', ' ', /empty/],
    ['broken encoding', '%7B%22Statement%22%3A%E0%A4%A', /URL-encoded/],
    ['an unknown version', { Version: '2012-10-18', Statement: [] }, /Version/],
    [
      'an unknown operator',
      { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringMatches: { a: 'b' } } } },
      /Statement\[0\]\.Condition: an operator/,
    ],
    [
      'Null with IfExists',
      { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { NullIfExists: { a: 'true' } } } },
      /an operator/,
    ],
    ['an unknown effect', { Statement: { Effect: 'allow', Action: '*', Resource: '*' } }, /Statement\[0\]\.Effect/],
    ['an unknown member', { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Conditions: {} } }, /Conditions/],
    [
      'Action and NotAction',
      { Statement: { Effect: 'Allow', Action: '*', NotAction: 'a:b', Resource: '*' } },
      /both Action and NotAction/,
    ],
    ['no action', { Statement: { Effect: 'Allow', Resource: '*' } }, /neither Action/],
    ['no resource', { Statement: { Effect: 'Allow', Action: '*' } }, /neither Resource/],
    [
      'principals of an identity',
      { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' } },
      /principals/,
    ],
    ['an action that is no text', { Statement: { Effect: 'Allow', Action: [1], Resource: '*' } }, /Action\[0\]/],
  ])('%s is indeterminate, never fine', (_, policy, reason) => {
    const analysis = identity(policy);
    expect(analysis.indeterminate).toMatch(reason);
    expect(analysis).toMatchObject({ adminAccess: null, privilegeEscalation: null, trainingEnvelopeOk: null });
    expect(analysis.findings[0]).toMatchObject({ id: 'indeterminate', severity: 'high' });
  });
  test('a trust policy names no resource, and both trust and resource policies name principals', () => {
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*', Resource: '*' };
    expect(analysed('trust', statement).indeterminate).toMatch(/names no resource/);
    expect(analysed('resource', { Effect: 'Allow', Action: 's3:*', Resource: '*' }).indeterminate).toMatch(/Principal/);
  });
  test('booleans and numbers in conditions are legal', () => {
    expect(holdsIn({ Bool: { 'aws:SecureTransport': true } }, { 'aws:SecureTransport': 'true' })).toBe(true);
    expect(holdsIn({ NumericLessThan: { 's3:max-keys': 10 } }, { 's3:max-keys': '9' })).toBe(true);
  });
  test('what AWS refuses though it is clear is invalid, and judged', () => {
    const twice = { Sid: 'A', Effect: 'Allow', Action: '*', Resource: '*' };
    expect(analysed('identity', [twice, twice])).toMatchObject({ invalid: true, adminAccess: true });
    expect(analysed('identity', { ...twice, Action: 'GetObject' })).toMatchObject({
      invalid: true,
      adminAccess: false,
    });
  });
});

describe('2.2 matching', () => {
  test('actions: any letter case, the whole text, service and name together', () => {
    const may = (Action: string, action: string) =>
      decide(
        { action, resource: '*' },
        { identity: [{ Statement: { Effect: 'Allow', Action, Resource: '*' } }] },
        { now },
      );
    expect(may('S3:getOBJECT', 's3:GetObject')).toBe('allowed');
    expect(may('s3:Get', 's3:GetObject')).toBe('implicitDeny');
    expect(may('s3:Get?bject', 's3:GetObject')).toBe('allowed');
    expect(may('*Object', 's3:GetObject')).toBe('allowed');
    expect(may('s*t', 's3:GetObject')).toBe('allowed');
  });
  test.each(['*', '**', '*:*', '?*'])('%s is every action', (Action) =>
    expect(analysed('identity', { Effect: 'Allow', Action, Resource: '*' })).toMatchObject({
      adminAccess: true,
      wildcardAction: true,
    }),
  );
  test('s3:** is s3:*', () =>
    expect(analysed('identity', { Effect: 'Allow', Action: 's3:**', Resource: '*' })).toMatchObject({
      wildcardAction: true,
      fullServiceAccess: ['s3'],
    }));
  test('resources: case-sensitive, a star crosses / and :, all else is literal', () => {
    expect(reaches('arn:aws:s3:::b/*', 'arn:aws:s3:::b/x/y:z')).toBe(true);
    expect(reaches('arn:aws:s3:::b/X', 'arn:aws:s3:::b/x')).toBe(false);
    expect(reaches('arn:aws:s3:::b/.+[a]', 'arn:aws:s3:::b/xx')).toBe(false);
    expect(reaches('arn:aws:s3:::b/(?)', 'arn:aws:s3:::b/(x)')).toBe(true);
  });
  test('variables: ${*}, ${?}, ${$} are characters, others the value of a key, or the default', () => {
    const of = (variable: string) => `arn:aws:s3:::b/$\{${variable}}`;
    expect(reaches(of('*'), 'arn:aws:s3:::b/*')).toBe(true);
    expect(reaches(of('*'), 'arn:aws:s3:::b/x')).toBe(false);
    expect(reaches(of('$'), 'arn:aws:s3:::b/$')).toBe(true);
    expect(reaches(of('aws:username'), 'arn:aws:s3:::b/ann', { 'aws:username': 'ann' })).toBe(true);
    expect(reaches(of('aws:username'), 'arn:aws:s3:::b/ann', { 'aws:username': '*' })).toBe(false);
    expect(reaches(of('aws:username'), 'arn:aws:s3:::b/ann')).toBe(false);
    expect(reaches(of("aws:username, 'guest'"), 'arn:aws:s3:::b/guest')).toBe(true);
  });
  test('under Version 2008 a variable is literal text', () => {
    expect(
      reaches('arn:aws:s3:::b/${aws:username}', 'arn:aws:s3:::b/ann', { 'aws:username': 'ann' }, '2008-10-17'),
    ).toBe(false);
    expect(reaches('arn:aws:s3:::b/${aws:username}', 'arn:aws:s3:::b/${aws:username}', {}, '2008-10-17')).toBe(true);
  });
  test('${aws:PrincipalAccount} pins the account', () =>
    expect(openUnder({ StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } })).toBe(false));
  test('ARN operators: each of six fields by itself; StringEquals is literal, StringLike globs', () => {
    const arn = { 'aws:SourceArn': `arn:aws:sns:us-east-1:${account}:topic:x` };
    expect(holdsIn({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${account}:*` } }, arn)).toBe(true);
    expect(holdsIn({ ArnEquals: { 'aws:SourceArn': `arn:aws:sns:*:${account}:*` } }, arn)).toBe(true);
    expect(holdsIn({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:x` } }, arn)).toBe(false);
    expect(holdsIn({ StringEquals: { 'aws:SourceArn': 'arn:aws:sns:*' } }, arn)).toBe(false);
    expect(holdsIn({ StringLike: { 'aws:SourceArn': 'arn:aws:sns:*' } }, arn)).toBe(true);
  });
  test('keys and operators know no letter case, values do, but for …IgnoreCase and Bool', () => {
    expect(holdsIn({ stringequals: { 'AWS:UserAgent': 'x' } }, { 'aws:useragent': 'x' })).toBe(true);
    expect(holdsIn({ StringEquals: { 'aws:UserAgent': 'x' } }, { 'aws:useragent': 'X' })).toBe(false);
    expect(holdsIn({ StringEqualsIgnoreCase: { 'aws:UserAgent': 'x' } }, { 'aws:useragent': 'X' })).toBe(true);
    expect(holdsIn({ Bool: { 'aws:SecureTransport': 'TRUE' } }, { 'aws:SecureTransport': 'true' })).toBe(true);
  });
});

describe('2.4 principals', () => {
  const letting = (Principal: unknown, setting = {}) =>
    analysed('trust', { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }, setting);
  test.each<[what: string, principal: unknown]>([
    ['"*"', '*'],
    ['{"AWS":"*"}', { AWS: '*' }],
    ['a list with a star', { AWS: [account, '*'] }],
    ['every account’s root', { AWS: 'arn:aws:iam::*:root' }],
  ])('%s is anyone', (_, principal) => expect(letting(principal).public).toBe(true));
  test.each<[what: string, principal: string]>([
    ['twelve digits', partner],
    ['the root', `arn:aws:iam::${partner}:root`],
    ['a role', `arn:aws:iam::${partner}:role/x`],
    ['a user of China', `arn:aws-cn:iam::${partner}:user/x`],
    ['an assumed role of GovCloud', `arn:aws-us-gov:sts::${partner}:assumed-role/x/y`],
    ['a federated user', `arn:aws:sts::${partner}:federated-user/x`],
  ])('%s is of an account', (_, AWS) =>
    expect(letting({ AWS })).toMatchObject({ public: false, crossAccount: [partner] }),
  );
  test('the owner’s own account is no other; without an account every named one is', () => {
    expect(letting({ AWS: account }).crossAccount).toEqual([]);
    expect(letting({ AWS: account }, { account: undefined }).crossAccount).toEqual([account]);
  });
  test('a deleted principal and a CloudFront identity let nobody in', () => {
    expect(letting({ AWS: 'AROAABCDEFGHIJKLMNOPQ' })).toMatchObject({ public: false, crossAccount: [] });
    const AWS = 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1';
    expect(analysed('resource', { ...everybody, Principal: { AWS } })).toMatchObject({
      public: false,
      crossAccount: [],
    });
  });
  test('a service is not public', () =>
    expect(letting({ Service: 'ec2.amazonaws.com' })).toMatchObject({
      public: false,
      servicePrincipals: ['ec2.amazonaws.com'],
    }));
  test('Allow and NotPrincipal is public', () =>
    expect(
      analysed('resource', { Effect: 'Allow', NotPrincipal: { AWS: account }, Action: 's3:*', Resource: '*' }).public,
    ).toBe(true));
  test.each<[what: string, condition: unknown, unscoped: boolean]>([
    ['no condition', undefined, true],
    [
      'the audience of everybody',
      { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
      true,
    ],
    ['any subject', { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:*' } }, true],
    ['an owner that a star ends', { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme*' } }, true],
    ['one owner', { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } }, false],
    [
      'one owner, if there is one',
      { StringLikeIfExists: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } },
      true,
    ],
    ['all values', { 'ForAllValues:StringLike': { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } }, true],
  ])('federated, %s', (_, Condition, unscoped) => {
    const Federated = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
    const statement = {
      Effect: 'Allow',
      Principal: { Federated },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...(Condition !== undefined && { Condition }),
    };
    expect(analysed('trust', statement)).toMatchObject({
      public: false,
      federatedUnscoped: unscoped ? [Federated] : [],
    });
  });
});
