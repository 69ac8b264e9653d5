import { describe, expect, test } from 'vitest';
import { eventKey } from '../../shared/app/event.ts';
import type { Change } from '../../shared/core/change.ts';
import { findingId, transitionOf, type Finding } from '../../shared/core/finding.ts';
import { heardOf } from '../../shared/core/known.ts';
import { refOf, resourceKey } from '../../shared/core/resource-ref.ts';
import type { Snapshot, Store, Work } from '../../shared/ports.ts';

const place = { account: '111122223333', region: 'eu-central-1' };
const resource = refOf(
  'sagemaker/notebook-instance',
  'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/one',
  place,
);
const other = refOf('kms/key', 'arn:aws:kms:eu-central-1:111122223333:key/k', place);

const finding = (members: Partial<Finding> = {}): Finding => ({
  id: findingId('sagemaker/example', members.resource ?? resource, members.incarnation ?? 0, members.principal),
  controlId: 'sagemaker/example',
  kind: 'state',
  resource,
  incarnation: 0,
  status: 'open',
  severity: 'high',
  grade: { base: 'high', steps: [], result: 'high' },
  placement: { environment: null, dataClass: null, owner: null },
  message: 'something is wrong',
  details: [],
  evidence: { rootAccess: 'Enabled' },
  firstSeen: 1_000,
  lastSeen: 1_000,
  episodes: [{ openedAt: 1_000, openedBy: { eventId: 'e', call: undefined, actor: undefined, address: undefined } }],
  episodeCount: 1,
  count: 1,
  origin: 'change',
  ...members,
});

const change = (eventId: string, order: number): Change => ({
  eventId,
  resource,
  effect: 'update',
  at: order,
  order,
  state: { rootAccess: 'Enabled' },
});

/** A batch's work with nothing in it but this. */
export const work = (members: Partial<Work> = {}): Work => ({
  changes: [],
  known: [],
  findings: [],
  retold: [],
  snapshots: [],
  transitions: [],
  references: [],
  quarantined: [],
  latest: undefined,
  ...members,
});

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** What every store has to do, whatever it is made of. */
export const storeContract = (name: string, make: () => Promise<Store> | Store): void => {
  const commit = async (store: Store, ids: readonly string[], members: Partial<Work>) => {
    const batch = await store.begin(ids.map(eventKey));
    expect(await batch.commit(work(members))).toBe(true);
    return batch.fresh;
  };

  describe(name, () => {
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
    test('findings are asked for by status, severity, control, resource and account', async () => {
      const store = await make();
      const key = finding({ controlId: 'kms/other', resource: other, severity: 'low', id: 'ffff000000000000' });
      await commit(store, ['a'], {
        findings: [finding(), key, finding({ incarnation: 1, status: 'resolved', severity: 'critical' })],
      });
      const ids = async (query: Parameters<Store['findings']>[0]) =>
        (await all(store.findings(query))).map(({ id }) => id);
      expect(await ids({})).toHaveLength(3);
      expect(await ids({ status: 'open' })).toHaveLength(2);
      expect(await ids({ severity: 'high' })).toHaveLength(2);
      expect(await ids({ control: 'kms/*' })).toEqual([key.id]);
      expect(await ids({ resource: 'one' })).toHaveLength(2);
      expect(await ids({ resource: other.arn })).toEqual([key.id]);
      expect(await ids({ account: '444455556666' })).toEqual([]);
      expect(await ids({ control: '%' })).toEqual([]);
      expect(await store.open()).toEqual({ critical: 0, high: 1, medium: 0, low: 1 });
      await store.close();
    });
    test('a finding is found by its id, or by a beginning that only it has', async () => {
      const store = await make();
      await commit(store, ['a'], {
        findings: [finding({ id: 'aaaa000000000000' }), finding({ id: 'aaab000000000000', incarnation: 1 })],
      });
      expect(await store.finding('aaaa')).toMatchObject({ id: 'aaaa000000000000' });
      expect(await store.finding('aaab000000000000')).toMatchObject({ id: 'aaab000000000000' });
      expect(await store.finding('aaa')).toBe('ambiguous');
      expect(await store.finding('b')).toBeUndefined();
      await store.close();
    });
    test('resources are found by name and ARN, whatever the letter case, and with *', async () => {
      const store = await make();
      await commit(store, ['a'], { known: [heardOf(resource), heardOf(other)] });
      const names = async (named: string) =>
        (await store.resources(named)).map(({ resource: { name: found } }) => found);
      expect(await names('one')).toEqual(['one']);
      expect(await names('ONE')).toEqual(['one']);
      expect(await names(resource.arn)).toEqual(['one']);
      expect(await names('*')).toHaveLength(2);
      expect(await names('o_e')).toEqual([]);
      await store.close();
    });
    test('a workload is found by the name of a job of its', async () => {
      const store = await make();
      const run = {
        ...change('r', 1_000),
        effect: 'run' as const,
        run: { arn: 'arn:aws:sagemaker:::training-job/job-7', name: 'job-7' },
      };
      await commit(store, ['a'], { known: [heardOf(resource)], changes: [run] });
      expect((await store.resources('JOB-*')).map(({ resource: { name: found } }) => found)).toEqual(['one']);
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
