import { expect, test } from 'vitest';
import { inputKey, recent, remembering } from '../../shared/control-families/remembering.ts';

const written = (Condition?: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }] });
const policy = written();
const input = { kind: 'identity' as const, policy };

test('as many are kept as there is room for, of large ones fewer; those that were asked for last', () => {
  const made: string[] = [];
  const kept = recent<string>(10_000);
  const ask = (key: string, length: number) =>
    kept(key, length, () => {
      made.push(key);
      return key;
    });
  for (const key of ['a', 'b', 'c', 'a', 'd', 'a']) ask(key, 2_000);
  expect(made).toEqual(['a', 'b', 'c', 'd']);
  ask('b', 2_000);
  ask('a', 2_000);
  expect(made).toEqual(['a', 'b', 'c', 'd', 'b']);
  // Alone it takes more room than there is: it is all that is kept.
  for (const key of ['large', 'large', 'a', 'large']) ask(key, 50_000);
  expect(made.slice(5)).toEqual(['large', 'a', 'large']);
});

test('a key is as short for long policies, and tells all that bears on them', () => {
  const long = written({ StringLike: { 'aws:PrincipalArn': 'x'.repeat(50_000) } });
  const inputs = [
    input,
    { ...input, policy: long },
    { ...input, alsoAttached: [long] },
    { ...input, alsoAttached: [policy] },
    { ...input, alsoAttached: [policy, policy] },
    { ...input, boundary: policy },
    { ...input, scps: [policy] },
    { ...input, alsoAttached: [policy], scps: [policy] },
    { ...input, scps: [policy, policy] },
    { ...input, account: '111122223333' },
    { ...input, boundary: JSON.parse(long) as object },
  ];
  const keys = inputs.map((each) => inputKey(each, 0).key);
  expect(new Set(keys).size).toBe(inputs.length);
  expect(Math.max(...keys.map(({ length }) => length))).toBeLessThan(200);
  expect(inputs.map((each) => inputKey({ ...each }, 1).key)).toEqual(keys);
  expect(inputKey({ ...input, alsoAttached: [long, long] }, 0).length).toBe(policy.length + 2 * long.length);
});

test.each<[what: string, text: string, tells: boolean]>([
  ['an action that updates', written().replace('"*"', '"sagemaker:UpdateEndpoint"'), false],
  ['a date', written({ DateLessThan: { 'aws:CurrentTime': '2026-11-03T00:00:00Z' } }), true],
  ['a date of something else', written({ DateGreaterThan: { 'aws:TokenIssueTime': '2026-11-03' } }), false],
  ['seconds', written({ NumericLessThan: { 'AWS:EPOCHTIME': '1790000000' } }), true],
  ['a variable', written({ StringLike: { 'aws:UserAgent': '${aws:CurrentTime}' } }), true],
  ['a name with escapes', String.raw`{"Condition":{"\u0044ateLessThan":{}}}`, true],
  ['a text that is encoded', encodeURIComponent(written()), true],
])('%s, in any of the policies, is told at each moment if it tells of time', (_, text, tells) => {
  for (const each of [
    { ...input, policy: text },
    { ...input, alsoAttached: [policy, text] },
    { ...input, boundary: text },
    { ...input, scps: [text] },
  ]) {
    let count = 0;
    const counted = remembering(() => ++count, { most: 1_000_000 });
    expect([counted(each, 1), counted({ ...each }, 1), counted(each, 2)]).toEqual(tells ? [1, 1, 2] : [1, 1, 1]);
  }
});
