import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  enforceable,
  judgedGuardrails,
  mismatchedKeys,
  missingGuardrails,
  requirements,
  scpGuardrail,
  type InForce,
} from '../../shared/iam/guardrails/index.ts';
import { localNvmeTypes } from '../../shared/resources/sagemaker/instance-storage.ts';
import {
  everything,
  ours,
  full,
  policy,
  deny,
  named,
  inForce,
  gaps,
  standings,
  notebook,
  internet,
  notDisabled,
  saidEnabled,
} from './in-force.ts';

describe('levels', () => {
  const allow = (...Action: string[]) => policy({ Effect: 'Allow', Action, Resource: '*' });
  const levels = (...each: readonly (readonly unknown[])[]): InForce => ({
    ...inForce(),
    levels: each.map((documents) => ({ policies: named(documents), whole: true })),
  });
  test('a Deny at any of them is enough', () => {
    expect(gaps(levels([policy(full)], [policy(full), policy(deny(notebook, notDisabled))]), internet)).toEqual([]);
  });
  test('what one of them does not allow is denied', () => {
    expect(gaps(levels([policy(full)], [allow('ec2:*')]), internet)).toEqual([]);
    expect(gaps(levels([allow('ec2:*'), allow('sagemaker:*')], [policy(full)]), internet)).toEqual([saidEnabled]);
  });
  test('an Allow with the condition is a guardrail too', () => {
    const disabled = { StringEquals: { 'sagemaker:DirectInternetAccess': 'Disabled' } };
    const guarded = [
      allow('s3:*'),
      policy({ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*', Condition: disabled }),
    ];
    expect(gaps(levels([policy(full)], guarded), internet)).toEqual([]);
    expect(standings(levels([policy(full)], guarded), internet)).toEqual(new Set(['denied']));
  });
  test('of what is not whole, only what it denies counts', () => {
    const part = { policies: named([policy(deny('sagemaker:UpdateNotebookInstance'))]), whole: false };
    expect(gaps({ ...inForce(), levels: [part] }, internet)).toEqual([saidEnabled]);
  });
});

describe('standings', () => {
  test('what is banned is denied, whatever it says', () => {
    expect(standings(inForce(policy(deny(notebook))), internet)).toEqual(new Set(['banned']));
    expect(
      standings(inForce(policy(deny(notebook, { Null: { 'sagemaker:NetworkIsolation': 'true' } }))), internet),
    ).toEqual(new Set(['banned']));
    expect(standings(inForce(policy(deny(notebook, notDisabled))), internet)).toEqual(new Set(['denied']));
  });
  test('what cannot be read may deny it', () => {
    const unread = inForce('{"Statement":');
    expect(standings(unread, internet)).toEqual(new Set(['undecided']));
    expect(judgedGuardrails(unread, internet)?.unread).toMatchObject([{ name: 'p-policy0001' }]);
    expect(standings(inForce(undefined, policy(deny(notebook, notDisabled))), internet)).toEqual(new Set(['denied']));
  });
  test('a policy made to take for ever is not decided', () => {
    const tag = (index: number) => `aws:RequestTag/${index}`;
    // Of any two tags one is to be `a` and the other not: for three there is no way, and all of them have to be tried.
    const hostile = Array.from({ length: 30 }, (_, one) =>
      Array.from({ length: one }, (_each, other) =>
        ['StringEquals', 'StringNotEquals'].map((operator) =>
          deny(notebook, { [operator]: { [tag(one)]: 'a', [tag(other)]: 'a' } }),
        ),
      ),
    ).flat(2);
    expect(judgedGuardrails(inForce(policy(...hostile)), everything)).toBeUndefined();
  });
});

describe('keys that calls never carry', () => {
  const found = (...statements: object[]) => mismatchedKeys(inForce(policy(...statements)));
  test('Null denies every such call', () => {
    expect(
      found(
        deny(['sagemaker:CreateModel', 'sagemaker:CreateTransformJob'], { Null: { 'sagemaker:VpcSubnets': 'true' } }),
      ),
    ).toEqual([
      {
        statement: 'statement 1 of p-policy0001',
        key: 'sagemaker:VpcSubnets',
        calls: ['CreateTransformJob'],
        effect: 'denied',
      },
    ]);
  });
  test('Bool denies none', () => {
    expect(found(deny(notebook, { Bool: { 'sagemaker:NetworkIsolation': 'false' } }))).toMatchObject([
      { calls: ['CreateNotebookInstance'], effect: 'never denied' },
    ]);
  });
  test('with another condition beside it, Null says nothing', () => {
    expect(found(deny(notebook, { ...notDisabled, Null: { 'sagemaker:NetworkIsolation': 'true' } }))).toMatchObject([
      { calls: ['CreateNotebookInstance'], effect: 'always holds' },
    ]);
  });
  test('a pattern may mean more calls than carry the key, unless it denies them', () => {
    expect(found(deny('sagemaker:Create*', { Bool: { 'sagemaker:NetworkIsolation': 'false' } }))).toEqual([]);
    const [first] = found(deny('sagemaker:Create*', { Null: { 'sagemaker:VpcSubnets': 'true' } }));
    expect(first?.calls).toEqual(expect.arrayContaining(['CreateEndpoint', 'CreateTransformJob']));
    expect(first?.calls).not.toContain('CreateModel');
  });
  test('what is printed has none', () => {
    expect(mismatchedKeys(inForce(scpGuardrail({ ...everything, ...ours }).policy))).toEqual([]);
  });
});

describe('what `sagewatch guardrails scp` prints', () => {
  const some = <Value>(values: readonly Value[]) =>
    fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
  const options = fc.record({
    controls: fc.subarray([...enforceable], { minLength: 1 }),
    subnets: some(ours.subnets),
    securityGroups: some(ours.securityGroups),
    kmsKeys: some(ours.kmsKeys),
    except: some(['arn:aws:iam::*:role/ml-admin']),
    keylessTypes: fc.constant(localNvmeTypes),
  });
  test('rules out what it says to enforce, and bans nothing', () => {
    fc.assert(
      fc.property(options, (asked) => {
        const force = inForce(scpGuardrail(asked).policy);
        expect(gaps(force, asked)).toEqual([]);
        expect(standings(force, asked)).toEqual(new Set(['denied']));
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 40) },
    );
  });
  const all = { ...everything, ...ours };
  test.each(requirements.map(({ sid }) => [sid]))('without %s lets something through', (sid) => {
    // The two names of a key are tested by two statements: either will do.
    const same = (written: string) => written.replace(/Arn$/, '') === sid.replace(/Arn$/, '');
    const rest = scpGuardrail(all).policy.Statement.filter(({ Sid }) => !same(Sid));
    const judgement = judgedGuardrails(inForce(policy(...rest)), all);
    // A notebook without direct internet access is in a VPC by itself.
    expect(judgement && missingGuardrails(judgement).flatMap(({ sids }) => sids)).toContain(sid);
  });
});
