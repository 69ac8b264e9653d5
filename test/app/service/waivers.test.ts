import { beforeEach, describe, expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import {
  publishConfiguration,
  type PublishedConfiguration,
} from '../../../shared/app/service/published-configuration.ts';
import { waiversEnding } from '../../../shared/app/service/waivers-ending.ts';
import { recordWaivers, type RecordingWaivers } from '../../../shared/app/service/waivers.ts';
import type { Waiver } from '../../../shared/core/configuration.ts';
import type { Finding } from '../../../shared/core/finding.ts';
import { days, hours } from '../../../shared/core/instant.ts';
import type { Store } from '../../../shared/ports.ts';
import { commit, finding } from '../../adapters/store-fixtures.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
const waiver: Waiver = {
  control: 'sagemaker/*',
  resource: '*',
  type: 'risk-accepted',
  reason: 'drivers',
  requester: 'bela',
  approver: 'dana',
  approved: start,
  until: start + days(60),
  ticket: null,
};
const shorter = { ...waiver, until: start + days(20) };

let now = start;
let store: Store;
const clock = { now: () => now };
const pass = (time: number) => (now += time);
const waiversOf = ({ document }: PublishedConfiguration) => document as readonly Waiver[] | undefined;
const recording = (members: Partial<RecordingWaivers> = {}) =>
  recordWaivers({ store, clock, waiversOf, aliasesOf: () => [], ...members });
const publish = async (waivers: readonly Waiver[] | undefined, more: Partial<PublishedConfiguration> = {}) =>
  publishConfiguration(store, { text: String(now), document: waivers, at: now, by: 'alice', ...more });

/** A finding that opened at a moment. */
const open = (name: string, at: number, members: Partial<Finding> = {}): Finding =>
  finding({
    id: name.padEnd(16, '0'),
    controlId: `sagemaker/${name}`,
    firstSeen: at,
    episodes: [{ openedAt: at, openedBy: { eventId: name, call: undefined, actor: undefined, address: undefined } }],
    ...members,
  });
/** What was recorded of findings, in order. */
const history = async (...findings: readonly Finding[]) =>
  (await Promise.all(findings.map(async ({ id }) => store.transitionsOf(id))))
    .flat()
    .map(({ change, at, finding: { id } }) => `${id.slice(0, 1)} ${change} ${(at - start) / days(1)}`);

const [a, b] = [open('a', start - days(5)), open('b', start - days(5), { kind: 'activity' })];
const over = open('c', start - days(5), { status: 'resolved' });
const other = open('d', start - days(5), { controlId: 'kms/key' });

beforeEach(async () => {
  now = start;
  store = sqliteStore(':memory:', clock);
  await commit(store, ['a'], { findings: [a, b, over, other] });
});

describe('what waivers move', () => {
  test('is recorded once, with who published it, and is to be told', async () => {
    expect(await recording()).toEqual([]);
    await publish([waiver], { commit: 'c0ffee', author: 'Dana', signature: 'verified' });
    pass(hours(1));
    const moved = await recording();
    expect(moved.map(({ finding: { id }, change, at }) => [id, change, at])).toEqual([
      [a.id, 'waived', start],
      [b.id, 'waived', start],
    ]);
    expect(moved[0]).toMatchObject({
      waiver,
      published: { version: 1, by: 'alice', commit: 'c0ffee', author: 'Dana', isVerified: true },
    });
    expect((await store.pendingTransitions(10)).map(({ id }) => id)).toEqual(moved.map(({ id }) => id));
    pass(hours(1));
    expect(await recording()).toEqual([]);
    expect(await history(a, b, over, other)).toEqual(['a waived 0', 'b waived 0']);
  });
  test.each([
    ['no commit', {}],
    ['no signature', { commit: 'c', signature: 'none' as const }],
    ['a key that nobody vouches for', { commit: 'c', signature: 'untrusted' as const }],
    ['a key that is not at hand', { commit: 'c', signature: 'unchecked' as const }],
    ['a bad one', { commit: 'c', signature: 'bad' as const }],
  ])('with %s its publication is not verified', async (_, more) => {
    await publish([waiver], more);
    expect((await recording())[0]?.published?.isVerified).toBe(false);
  });
  test('is finished by whoever comes next, as it happened', async () => {
    await publish([waiver]);
    let left = 0;
    const dying = { ...store, begin: async (keys: readonly Uint8Array[]) => (left-- > 0 ? store.begin(keys) : fail()) };
    const fail = (): never => {
      throw new Error('died');
    };
    for (left of [0, 1]) await expect(recording({ store: dying })).rejects.toThrow('died');
    pass(days(1));
    await publish([]);
    pass(days(1));
    await publish([shorter]);
    pass(days(1));
    await recording();
    expect(await history(a)).toEqual(['a waived 0', 'a waiver-ended 1', 'a waived 2']);
    await recording();
    expect(await store.pendingTransitions(100)).toHaveLength(6);
  });
  test('ends when a waiver does, at its end, and only if no other covers it', async () => {
    await publish([waiver, { ...shorter, control: '*' }]);
    await recording();
    pass(days(30));
    expect((await recording()).map(({ finding: { id }, at }) => [id, at])).toEqual([[other.id, shorter.until]]);
    pass(days(40));
    await recording();
    pass(hours(1));
    expect(await recording()).toEqual([]);
    expect(await history(a, other)).toEqual(['a waived 0', 'a waiver-ended 60', 'd waived 0', 'd waiver-ended 20']);
  });
  test('ends when it is taken back, and has a publication then', async () => {
    await publish([waiver]);
    await recording();
    pass(days(2));
    await publish([]);
    const [ended] = await recording();
    expect(ended).toMatchObject({ change: 'waiver-ended', at: now, waiver, published: { version: 2 } });
  });
  test('is not what opened under a waiver; that a waiver of it ends is', async () => {
    await publish([shorter]);
    pass(days(1));
    const late = open('e', now);
    await commit(store, ['e'], { findings: [late] });
    pass(days(1));
    await recording();
    pass(days(30));
    await recording();
    expect(await history(late)).toEqual(['e waiver-ended 20']);
  });
  test('is compared with what could be read last', async () => {
    await publish([waiver]);
    await recording();
    pass(days(1));
    await publish(undefined);
    expect(await recording()).toEqual([]);
    pass(days(1));
    await publish([]);
    await recording();
    expect(await history(a)).toEqual(['a waived 0', 'a waiver-ended 2']);
  });
  test('is written also where others are in the way', async () => {
    await publish([waiver]);
    let rivals = 3;
    const raced: Store = {
      ...store,
      begin: async (keys) => {
        const batch = await store.begin(keys);
        if (rivals-- <= 0) return batch;
        await batch.abandon();
        return { ...batch, commit: async () => false };
      },
    };
    expect(await recording({ store: raced })).toHaveLength(2);
    rivals = Infinity;
    await publish([]);
    await expect(recording({ store: raced })).rejects.toThrow('others are always first');
  });
});

describe('waivers that end soon', () => {
  const ending = async (waivers: readonly Waiver[]) => {
    const { findings, kept } = await waiversEnding({ store, clock, configuration: { waivers }, aliasesOf: () => [] });
    await commit(store, [], { checkpoints: kept });
    return findings;
  };

  test('are told of once, 14 days before', async () => {
    expect(await ending([waiver])).toEqual([]);
    pass(days(46) - 1);
    expect(await ending([waiver])).toEqual([]);
    pass(1);
    expect(await ending([waiver])).toEqual([a.id, b.id]);
    pass(hours(1));
    expect(await ending([waiver])).toEqual([]);
  });
  test('but not where another goes on, or it was given for no longer', async () => {
    await ending([]);
    pass(days(6));
    expect(await ending([shorter, waiver])).toEqual([]);
    const brief = { ...waiver, approved: now, until: now + days(14) + hours(13) };
    await ending([brief]);
    pass(days(1));
    expect(await ending([brief])).toEqual([]);
  });
});
