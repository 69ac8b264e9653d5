import { describe, expect, test } from 'vitest';
import { grantsAction, labelOf, policyText, readPolicy, type Policy } from '../../shared/iam/policy-document.ts';

const document = {
  Version: '2012-10-17',
  Statement: { Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: ['arn:aws:s3:::data/*'], Principal: '*' },
};
const text = JSON.stringify(document, null, 2);
const statementsOf = (value: unknown) => (readPolicy(value) as Policy).statements;

test('text, URL-encoded text and an object are one policy', () => {
  expect(readPolicy(encodeURIComponent(text))).toEqual(readPolicy(text));
  expect(readPolicy(document)).toEqual(readPolicy(text));
  expect(policyText(encodeURIComponent(text))).toBe(policyText(document));
  expect(policyText(text)).toBe(JSON.stringify(document));
});

test('one-or-many members become lists', () => {
  expect(statementsOf(text)).toEqual([
    {
      number: 1,
      sid: 'Read',
      effect: 'Allow',
      actions: ['s3:Get*'],
      notActions: [],
      resources: ['arn:aws:s3:::data/*'],
      notResources: [],
      principals: { everyone: true, aws: ['*'], service: [], federated: [], canonical: [] },
      notPrincipals: undefined,
      conditions: [],
    },
  ]);
});

test('text that is JSON is never decoded', () => {
  const percent = '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"a%2Ab"}}';
  expect(statementsOf(percent)[0]?.resources).toEqual(['a%2Ab']);
});

test('values of conditions are texts, whatever the caller wrote', () => {
  const policy = {
    Statement: [
      { Effect: 'Allow', Action: '*', Condition: { Bool: { 'aws:SecureTransport': true }, NumericEquals: { a: [1] } } },
    ],
  };
  expect(statementsOf(policy)[0]?.conditions).toEqual([
    { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
    { operator: 'NumericEquals', key: 'a', values: ['1'] },
  ]);
});

describe.each([
  ['not JSON', '{"Statement": [', /not JSON/],
  ['a broken percent sign', '%7B%', /not JSON/],
  ['nothing', '', /not JSON/],
  ['null', 'null', /not an object/],
  ['no statement', '{}', /without Statement/],
  ['a member twice', '{"Statement":{"Effect":"Allow","Effect":"Deny","Action":"*"}}', /states Effect twice/],
  ['an escaped member twice', '{"Statement":{"Effect":"Deny","\\u0045ffect":"Allow","Action":"*"}}', /Effect twice/],
  ['no effect', '{"Statement":{"Action":"*"}}', /neither Allow nor Deny/],
  ['neither action', '{"Statement":{"Effect":"Allow"}}', /one of Action and NotAction/],
  ['a number for an action', '{"Statement":{"Effect":"Allow","Action":[1]}}', /not a text/],
  ['a statement that is a text', '{"Statement":["Allow"]}', /not an object/],
  ['an unknown principal', '{"Statement":{"Effect":"Allow","Action":"*","Principal":{"User":"x"}}}', /kind User/],
  ['a deep text', `{"Statement":${'['.repeat(200_000)}`, /not JSON|nested/],
])('%s', (_, unreadable, reason) => {
  test('is unreadable, and says why', () =>
    expect(readPolicy(unreadable)).toEqual({ unreadable: expect.stringMatching(reason) }));
  test('stays as it is', () => expect(typeof policyText(unreadable)).not.toBe('undefined'));
});

test.each([
  [{ Action: 's3:*' }, 's3:GetObject', true],
  [{ Action: 'S3:getobject' }, 's3:GetObject', true],
  [{ Action: 's3:Get?bject' }, 's3:GetObject', true],
  [{ Action: 's3:Get' }, 's3:GetObject', false],
  [{ Action: '*' }, 'iam:PassRole', true],
  [{ NotAction: 'iam:*' }, 'iam:PassRole', false],
  [{ NotAction: 'iam:*' }, 's3:GetObject', true],
  [{ Action: `${'*a'.repeat(2000)}b` }, 'a'.repeat(4000), false],
])('%o and %s: %s', (members, action, granted) => {
  const [statement] = statementsOf({ Statement: { Effect: 'Allow', Resource: '*', ...members } });
  expect(statement && grantsAction(statement, action)).toBe(granted);
});

test('a statement without a Sid is named by its number', () => {
  const policy = { Statement: [{ Sid: '', Effect: 'Deny', Action: '*' }] };
  expect(statementsOf(policy).map(labelOf)).toEqual(['statement 1']);
});
