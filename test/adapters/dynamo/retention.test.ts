import { expect, test } from 'vitest';
import { defaultRetention, expiryOf, retentionOf } from '../../../shared/adapters/aws/dynamo/retention.ts';
import { dynamoStore } from '../../../shared/adapters/aws/dynamo/store.ts';
import { transitionOf } from '../../../shared/core/finding.ts';
import { days } from '../../../shared/core/instant.ts';
import { all, change, commit, finding } from '../store-fixtures.ts';
import { clientOf, fakeDynamo } from './fake-dynamo.ts';

const aged = () => {
  const { handle, items } = fakeDynamo();
  let now = Date.parse('2026-11-20T12:00:00Z');
  const store = dynamoStore({
    table: 'sagewatch',
    client: clientOf(handle),
    clock: { now: () => now },
    sleep: async () => {},
    retention: { ledger: days(30), findings: days(60), transitions: days(90) },
  });
  const expiries = (kind: string) =>
    items()
      .filter((item) => item['kind']?.S === kind)
      .map(({ expires }) => (expires?.N === undefined ? undefined : (Number(expires.N) * 1_000 - now) / days(1)));
  return { store, expiries, pass: (count: number) => (now += days(count)) };
};

test('what is removed when is written with it', async () => {
  const { store, expiries } = aged();
  const over = finding({ status: 'resolved', incarnation: 1 });
  await commit(store, ['a', 'b'], {
    findings: [finding(), over],
    transitions: [transitionOf(over, 'resolved', 1_000)],
    changes: [change('b', 1_000)],
  });
  expect(new Set(expiries('ledger'))).toEqual(new Set([30, undefined]));
  expect(new Set(expiries('finding'))).toEqual(new Set([60, undefined]));
  expect(expiries('transition')).toEqual([90]);
  expect([...expiries('change'), ...expiries('resource')]).toEqual([undefined, undefined]);
});

test('what has expired is not there, whether DynamoDB has removed it or not', async () => {
  const { store, pass } = aged();
  const over = finding({ status: 'resolved' });
  const told = transitionOf(over, 'resolved', 1_000);
  await commit(store, ['a', 'b'], { findings: [over], transitions: [told], changes: [change('b', 1_000)] });
  pass(31);
  expect(await commit(store, ['a', 'b'], {})).toEqual([true, false]);
  expect(await all(store.findings({}))).toHaveLength(1);
  pass(30);
  expect(await all(store.findings({}))).toEqual([]);
  expect(await store.finding(over.id)).toBeUndefined();
  expect(await store.transitionsOf(over.id)).toHaveLength(1);
  pass(30);
  expect([await store.transitionsOf(over.id), await store.pendingTransitions(9)]).toEqual([[], []]);
  await commit(store, ['c'], { transitions: [told] });
  expect(await store.transitionsOf(over.id)).toHaveLength(1);
});

test('what was recorded since a moment is found over months', async () => {
  const { store, pass } = aged();
  const transitions = [1_000, 2_000, 3_000].map((at) => transitionOf(finding(), 'opened', at));
  const from = Date.parse('2026-11-20T12:00:00Z');
  for (const [index, each] of transitions.entries()) {
    await commit(store, [`${index}`], { transitions: [each] });
    pass(20);
  }
  const since = async (count: number) => (await all(store.transitionsSince(from + days(count)))).map(({ at }) => at);
  expect(await since(-Infinity)).toEqual([1_000, 2_000, 3_000]);
  expect(await since(0)).toEqual([1_000, 2_000, 3_000]);
  expect(await since(20)).toEqual([2_000, 3_000]);
  expect(await since(41)).toEqual([]);
});

test.each([
  ['ledger=396 findings=2192', defaultRetention],
  ['ledger=100 findings=365', { ledger: days(100), findings: days(365), transitions: days(365) }],
  ['ledger=3653 findings=3653', { ledger: days(3_653), findings: days(3_653), transitions: days(3_653) }],
  // CloudTrail remembers for 90 days.
  ['ledger=99 findings=2192', undefined],
  ['ledger=396 findings=364', undefined],
  ['ledger=3654 findings=2192', undefined],
  ['ledger=396 findings=-400', undefined],
  ['ledger=396', undefined],
  ['', undefined],
])('a deployment keeps things as %j says', (text, expected) => expect(retentionOf(text)).toEqual(expected));

test('what is kept for ever does not expire', () => expect(expiryOf(0, undefined)).toBeUndefined());
