import { describe, expect, test } from 'vitest';
import { eventKey } from '../../shared/app/event.ts';
import { transitionOf } from '../../shared/core/finding.ts';
import { heardOf } from '../../shared/core/known.ts';
import { resourceKey } from '../../shared/core/resource-ref.ts';
import type { Snapshot } from '../../shared/ports.ts';
import { bookContract } from './store-book.contract.ts';
import { all, change, commit, finding, other, plain, resource, type Make } from './store-fixtures.ts';
import { limitsContract } from './store-limits.contract.ts';
import { outboxContract } from './store-outbox.contract.ts';
import { questionsContract } from './store-questions.contract.ts';

/** What every store has to do, whatever it is made of. */
export const storeContract = (name: string, make: Make): void => {
  describe(name, () => {
    questionsContract(make);
    outboxContract(make);
    bookContract(make);
    limitsContract(make);
    test('an event is fresh once: in a batch, and across batches', async () => {
      const store = await make();
      expect(await commit(store, ['a', 'b', 'a'], {})).toEqual([true, true, false]);
      expect(await commit(store, ['b', 'c'], {})).toEqual([false, true]);
      await store.close();
    });
    test('what is abandoned never was', async () => {
      const store = await make();
      const batch = await store.begin([eventKey('a')]);
      await batch.abandon();
      expect(await commit(store, ['a'], {})).toEqual([true]);
      await store.close();
    });
    test('history comes in the order of events, whatever the order it was written in, and each change once', async () => {
      const store = await make();
      await commit(store, ['a', 'b'], { changes: [change('b', 2_000), change('a', 1_000)] });
      await commit(store, ['c'], { changes: [change('c', 1_500), change('a', 1_000)] });
      const batch = await store.begin([]);
      expect((await batch.history(resourceKey(resource))).map(({ eventId }) => eventId)).toEqual(['a', 'c', 'b']);
      await batch.abandon();
      expect(plain((await store.history(resourceKey(resource)))[0])).toEqual(plain(change('a', 1_000)));
      await store.close();
    });
    test('a resource is kept with the findings that can still move', async () => {
      const store = await make();
      const known = { ...heardOf(resource), exists: true, incarnation: 1, state: { rootAccess: 'Enabled' } };
      const old = finding({ status: 'resolved', incarnation: 0 });
      await commit(store, ['a'], { known: [known], findings: [old, finding({ incarnation: 1 })] });
      const batch = await store.begin([]);
      const kept = await batch.kept([resourceKey(resource), resourceKey(other)]);
      expect([...kept.keys()]).toEqual([resourceKey(resource)]);
      expect(kept.get(resourceKey(resource))?.known.state).toEqual({ rootAccess: 'Enabled' });
      expect(kept.get(resourceKey(resource))?.findings.map(({ incarnation }) => incarnation)).toEqual([1]);
      expect(await batch.findingsOf(resourceKey(resource), -Infinity, [])).toHaveLength(2);
      expect(await batch.findingsOf(resourceKey(resource), 1_000, [])).toHaveLength(1);
      expect(await batch.findingsOf(resourceKey(resource), 1_000, [old.id])).toHaveLength(2);
      await batch.abandon();
      await store.close();
    });
    test('a resource that is told anew has these findings and no others', async () => {
      const store = await make();
      await commit(store, ['a'], { findings: [finding(), finding({ incarnation: 1 })] });
      await commit(store, ['b'], {
        retold: [{ key: resourceKey(resource), since: -Infinity, findings: [finding({ status: 'resolved' })] }],
      });
      expect((await all(store.findings({}))).map(({ status, incarnation }) => [status, incarnation])).toEqual([
        ['resolved', 0],
      ]);
      await store.close();
    });
    test('a resource that is told anew from a moment on keeps what was first seen before it', async () => {
      const store = await make();
      const late = finding({ incarnation: 1, firstSeen: 5_000 });
      await commit(store, ['a'], { findings: [finding(), late] });
      await commit(store, ['b'], { retold: [{ key: resourceKey(resource), since: 1_000, findings: [] }] });
      expect((await all(store.findings({}))).map(({ incarnation }) => incarnation)).toEqual([0]);
      await store.close();
    });
    test('the latest snapshot before a moment is found, and is void when what came before it changes', async () => {
      const store = await make();
      const at = (order: number): Snapshot => ({
        known: { ...heardOf(resource), exists: true, seen: { order, rank: 3, eventId: 'e' } },
        findings: [finding()],
      });
      await commit(store, ['a'], {
        snapshots: [at(1_000), at(2_000)],
        changes: [change('a', 1_000), change('f', 1_000), change('b', 1_500)],
      });
      const batch = await store.begin([]);
      const key = resourceKey(resource);
      const orders = [1_000, 1_001, 2_000, 2_001].map(
        async (moment) => (await batch.snapshotBefore(key, moment))?.known.seen.order,
      );
      expect(await Promise.all(orders)).toEqual([undefined, 1_000, 1_000, 2_000]);
      const after = await batch.history(key, { order: 1_000, rank: 3, eventId: 'e' });
      expect(after.map(({ eventId }) => eventId)).toEqual(['f', 'b']);
      await batch.abandon();
      await commit(store, ['b'], { retold: [{ key, since: 1_000, findings: [finding()] }] });
      const again = await store.begin([]);
      expect((await again.snapshotBefore(key, 9_000))?.known.seen.order).toBe(1_000);
      await again.abandon();
      await store.close();
    });
    test('references are known from the side that is referred to', async () => {
      const store = await make();
      const edge = { from: resourceKey(resource), role: 'kmsKey', to: resourceKey(other) };
      await commit(store, ['a'], { references: [edge, edge] });
      const batch = await store.begin([]);
      expect(await batch.referrers(resourceKey(other))).toEqual([edge]);
      expect(await batch.referrers(resourceKey(resource))).toEqual([]);
      await batch.abandon();
      await store.close();
    });
    test('who ever referred to a resource is told as it is known, and whether that is all', async () => {
      const store = await make();
      const names = ['a', 'b', 'c'].map((letter) => ({ ...other, name: letter, arn: `${other.arn}-${letter}` }));
      const edges = names.flatMap((from) =>
        ['kmsKey', 'volumeKey'].map((role) => ({ from: resourceKey(from), role, to: resourceKey(resource) })),
      );
      await commit(store, ['a'], {
        known: names.slice(0, 2).map((each) => ({ ...heardOf(each), exists: true })),
        references: edges,
      });
      const told = async (most: number) => {
        const { known: found, isAll } = await store.referring(resourceKey(resource), most);
        return [found.map((each) => each.resource.name), isAll];
      };
      expect(await told(3)).toEqual([['a', 'b'], true]);
      expect(await told(1)).toEqual([['a'], false]);
      expect(await store.referring(resourceKey(other), 3)).toEqual({ known: [], isAll: true });
      await store.close();
    });
    test('what ends by itself is found when its time has come, and only while it is open', async () => {
      const store = await make();
      await commit(store, ['a'], {
        findings: [
          finding({ expiresAt: 5_000 }),
          finding({ incarnation: 1, expiresAt: 5_001 }),
          finding({ incarnation: 2, expiresAt: 1, status: 'resolved' }),
        ],
      });
      const batch = await store.begin([]);
      expect((await batch.expiring(5_000)).map(({ incarnation }) => incarnation)).toEqual([0]);
      await batch.abandon();
      await store.close();
    });
    test('a transition is written once, and keeps the finding as it then was', async () => {
      const store = await make();
      const opened = transitionOf(finding(), 'opened', 1_000);
      await commit(store, ['a'], { findings: [finding()], transitions: [opened] });
      await commit(store, ['b'], { findings: [finding({ message: 'changed since' })], transitions: [opened] });
      expect((await store.transitionsOf(opened.finding.id)).map(({ finding: then }) => then.message)).toEqual([
        'something is wrong',
      ]);
      await store.close();
    });
    test('what could not be read is kept with its place, and once', async () => {
      const store = await make();
      const piece = { file: 'a.json', position: 7, reason: 'cut off', text: '{"event\u0000', length: 8, sha256: 'ab' };
      await commit(store, [], { quarantined: [piece, { ...piece, position: 9 }] });
      await commit(store, [], { quarantined: [piece] });
      expect(await all(store.quarantined())).toEqual([piece, { ...piece, position: 9 }]);
      await store.close();
    });
    test('the latest time and the checkpoints are written with the batch', async () => {
      const store = await make();
      expect(await store.latest()).toBeUndefined();
      expect(await store.checkpoint('lookup')).toBeUndefined();
      await commit(store, ['a'], { latest: 7_000, checkpoints: { lookup: '2026-11-02' } });
      expect([await store.latest(), await store.checkpoint('lookup')]).toEqual([7_000, '2026-11-02']);
      await store.close();
    });
  });
};
