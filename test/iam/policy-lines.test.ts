import { expect, test } from 'vitest';
import { judgedLine, judgedLines } from '../../cli/policy-lines.ts';
import { differenceOf, saferStatement } from '../../shared/iam/index.ts';
import { analysed, now } from './analysed.ts';

const policy = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' },
};
const members = (line: object): Record<string, unknown> =>
  JSON.parse(judgedLine(JSON.stringify(line), {}, now)) as Record<string, unknown>;

test('a line tells what its policy is attached to', () => {
  const open = { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' } };
  expect(members({ id: 1, kind: 'resource', policy: open })['public']).toBe(true);
  expect(members({ id: 2, kind: 'endpoint', policy: open })['public']).toBe(true);
  const own = {
    Statement: { ...open.Statement, Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } },
  };
  expect(members({ id: 3, kind: 'resource', policy: own })['public']).toBe(true);
  expect(members({ id: 4, kind: 'endpoint', policy: own })['public']).toBe(false);
});

test('a line has exactly these members', () => {
  expect(Object.keys(members({ id: 'a', kind: 'identity', policy })).toSorted()).toEqual(
    [
      'id',
      'wildcardAction',
      'wildcardResource',
      'avoidableWildcardResource',
      'allowNotAction',
      'allowNotResource',
      'adminAccess',
      'fullServiceAccess',
      'passRoleWildcard',
      'privilegeEscalation',
      'public',
      'crossAccount',
      'externalOrg',
      'servicePrincipals',
      'confusedDeputy',
      'federatedUnscoped',
      'mfaRequired',
      'trainingEnvelopeOk',
      'invalid',
      'unknownActions',
      'indeterminate',
      'findings',
      'results',
    ].toSorted(),
  );
});

test('requests are answered, with context keys in either form', () => {
  const Condition = { Bool: { 'aws:SecureTransport': 'true' } };
  const bound = { ...policy, Statement: { ...policy.Statement, Condition } };
  const asked = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/x' };
  const listed = [{ ContextKeyName: 'aws:SecureTransport', ContextKeyValues: ['true'] }];
  const requests = [
    asked,
    { ...asked, contextKeys: { 'aws:SecureTransport': true } },
    { ...asked, contextKeys: listed },
  ];
  expect(members({ id: 1, kind: 'identity', policy: JSON.stringify(bound), requests })['results']).toEqual([
    { result: 'implicitDeny' },
    { result: 'allowed' },
    { result: 'allowed' },
  ]);
});

test.each<[line: string, error: RegExp]>([
  ['nonsense', /not JSON/],
  ['[1]', /not an object/],
  ['{"id":7,"kind":"group","policy":{}}', /no kind "group"/],
  ['{"id":7}', /no policy/],
  ['{"id":7,"policy":{},"requests":[{}]}', /no action/],
])('%s yields an error', (line, error) => {
  const answer = JSON.parse(judgedLine(line, {}, now)) as { id: unknown; error: string };
  expect(Object.keys(answer)).toEqual(['id', 'error']);
  expect(answer.error).toMatch(error);
});

test('same order, same id, however the lines are cut up; the rest goes on', async () => {
  const text = [JSON.stringify({ id: 'ä', policy }), 'x', '', JSON.stringify({ id: 2, policy: 'no' })].join('\n');
  for (const size of [1, 7, 1_000]) {
    const bytes = new TextEncoder().encode(text);
    const pieces = (async function* () {
      for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
    })();
    let out = '';
    for await (const part of judgedLines(pieces, {}, now)) out += part;
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; error?: string; indeterminate?: string });
    expect(answers.map(({ id }) => id)).toEqual(['ä', null, 2]);
    expect(answers[2]?.indeterminate).toMatch(/not JSON/);
  }
});

test('two versions differ by what they grant after Denies, both ways', () => {
  const of = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
  const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
  const compared = (older: object, newer: object) => differenceOf(older, newer, { kind: 'identity', now });
  expect(compared(of(read), of(read))).toEqual({ gained: [], lost: [] });
  expect(compared(of({ ...read, Action: 's3:*' }), of(read))).toMatchObject({ gained: [] });
  const wider = compared(of(read), of({ ...read, Action: ['s3:GetObject', 's3:PutObject'] }));
  expect(wider).toMatchObject({
    gained: [{ level: 'Write', service: 's3', actions: ['s3:PutObject'], resource: 'arn:aws:s3:::b/*' }],
    lost: [],
  });
  const undenied = compared(of(read, { ...read, Effect: 'Deny', Resource: 'arn:aws:s3:::b/secret/*' }), of(read));
  expect(undenied).toMatchObject({ gained: [{ actions: ['s3:GetObject'] }], lost: [] });
  const unbound = compared(of({ ...read, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), of(read));
  expect(unbound).toMatchObject({ gained: [{ actions: ['s3:GetObject'] }], lost: [] });
  expect(compared(of(read), { Statement: {} })).toHaveProperty('reason');
});

test('a safer version mends what it is derived for', () => {
  const trust = { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const [finding] = analysed('trust', trust).findings;
  const safer = finding && saferStatement(finding, trust, { account: '111122223333' });
  expect(analysed('trust', safer)).toMatchObject({
    confusedDeputy: [],
    servicePrincipals: ['sagemaker.amazonaws.com'],
  });
});
