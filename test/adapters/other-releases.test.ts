import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import type { Item } from '../../shared/adapters/aws/dynamo/attributes.ts';
import { dynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { eventKey } from '../../shared/app/event.ts';
import type { Store } from '../../shared/ports.ts';
import { olderStory, told } from '../fixtures/older-store.ts';
import { clientOf, fakeDynamo } from './dynamo/fake-dynamo.ts';
import { taken } from './dynamo/small-world.ts';
import { work } from './store-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'sagewatch-releases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const clock = { now: () => Date.parse('2026-11-20T12:00:00Z') };
const frozen = join(import.meta.dirname, '../fixtures/stores');
const readFrozen = (name: string): unknown => JSON.parse(readFileSync(join(frozen, name), 'utf8')) as unknown;
const releases = [...new Set(readdirSync(frozen).map((name) => name.split('-')[0] ?? ''))];

interface SqliteDump {
  version: number;
  schema: readonly string[];
  rows: Readonly<Record<string, readonly Readonly<Record<string, SQLInputValue | { hex: string }>>[]>>;
}

const bound = (value: SQLInputValue | { hex: string }): SQLInputValue =>
  typeof value === 'object' && value !== null && 'hex' in value ? Buffer.from(value.hex, 'hex') : value;

const sqliteOf = (dump: SqliteDump): Store => {
  const file = join(folder, `${++files}.db`);
  const database = new DatabaseSync(file);
  for (const sql of dump.schema) database.exec(sql);
  for (const [table, rows] of Object.entries(dump.rows)) {
    for (const row of rows) {
      const names = Object.keys(row);
      const marks = names.map(() => '?').join(', ');
      const values = Object.values(row).map(bound);
      database.prepare(`insert into ${table} (${names.join(', ')}) values (${marks})`).run(...values);
    }
  }
  database.exec(`pragma user_version = ${dump.version}`);
  database.close();
  return sqliteStore(file, clock);
};

const dynamoOf = (items: readonly Item[]) => {
  const fake = fakeDynamo(items);
  const store = dynamoStore({ table: 'sagewatch', client: clientOf(fake.handle), clock, sleep: async () => {} });
  return { store, fake };
};

const standing = async (store: Store) =>
  Object.fromEntries(
    (await Array.fromAsync(store.findings({}))).map(({ resource, controlId, status }) => [
      `${resource.name} ${controlId}`,
      status,
    ]),
  );

describe.each(releases)('what %s has written', (release) => {
  describe.each<[string, () => Store]>([
    ['SQLite', () => sqliteOf(readFrozen(`${release}-sqlite.json`) as SqliteDump)],
    ['DynamoDB', () => dynamoOf(readFrozen(`${release}-dynamo.json`) as Item[]).store],
  ])('in %s', (_, open) => {
    test('is read as if it had been written today', async () => {
      const store = open();
      const today = sqliteStore(':memory:', clock);
      await olderStory(today);
      const findings = async (of: Store) =>
        (await Array.fromAsync(of.findings({}))).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(await findings(today)).toMatchObject(await findings(store));
      expect(await standing(store)).toEqual({
        'open small/server-open': 'open',
        'mended small/server-open': 'resolved',
        'nightly small/server-open': 'open',
      });
      const [known] = await store.resources('open');
      expect(known).toMatchObject({ exists: true, state: { open: true, key: 'k' } });
      expect(await store.history(known?.resource.arn ?? '')).toHaveLength(2);
      expect(await store.checkpoint('lookup')).toBe('2026-11-02');
      expect(await Array.fromAsync(store.quarantined())).toHaveLength(1);
      expect((await store.pendingTransitions(10)).map(({ change }) => change).toSorted()).toEqual([
        'opened',
        'opened',
        'opened',
        'resolved',
      ]);
      await store.close();
    });
    test('goes on: what comes next, late, or again', async () => {
      const store = open();
      const again = await taken(store, told(10, 'UpdateServer', { name: 'open', open: true }));
      expect([again.duplicates, again.transitions]).toEqual([1, []]);
      await taken(store, told(40, 'UpdateServer', { name: 'open', open: false }));
      await taken(store, told(41, 'UpdateKey', { name: 'k', enabled: false }));
      // Before it was mended, and so it was open for longer than was known.
      await taken(store, told(8, 'UpdateServer', { name: 'mended', open: true }));
      await taken(store, told(50, 'StartRun', { name: 'run-2', open: true }));
      expect(await standing(store)).toMatchObject({
        'open small/server-open': 'resolved',
        'open small/server-key': 'open',
        'closed small/server-key': 'open',
        'mended small/server-open': 'resolved',
      });
      const [mended] = await Array.fromAsync(store.findings({ resource: 'mended', control: 'small/server-open' }));
      expect(mended?.firstSeen).toBe(Date.UTC(2026, 10, 2, 9, 0, 8));
      const [nightly] = await Array.fromAsync(store.findings({ resource: 'nightly' }));
      expect(nightly?.count).toBe(2);
      const { resource } = (await store.resources('open'))[0]!;
      const there = await Array.fromAsync(store.present('small/server', resource));
      expect(there).toEqual(expect.arrayContaining([resource.arn]) as string[]);
      await store.close();
    });
  });
});

/** What a later release would write: members that nobody here knows, in whatever is kept of a resource. */
const hereafter = { since: 'a later release' };
const withMembers = async (store: Store): Promise<void> => {
  const findings = (await Array.fromAsync(store.findings({}))).map((finding) => ({ ...finding, hereafter }));
  const known = (await store.resources('*')).map((each) => ({ ...each, hereafter }));
  const batch = await store.begin([eventKey('of a later release')]);
  expect(await batch.commit(work({ known, findings }))).toBe(true);
};

const goesOn = async (store: Store): Promise<void> => {
  await taken(store, told(40, 'UpdateServer', { name: 'open', open: false }));
  await taken(store, told(41, 'UpdateServer', { name: 'mended', open: true }));
  await taken(store, told(42, 'UpdateServer', { name: 'closed', size: 'large' }));
  await taken(store, told(50, 'StartRun', { name: 'run-2', open: true }));
  await taken(store, told(39, 'UpdateServer', { name: 'closed', size: 'late' }));
};

describe('what a later release has written', () => {
  const expectKept = async (store: Store): Promise<void> => {
    for (const finding of await Array.fromAsync(store.findings({}))) {
      expect(finding, `${finding.resource.name} is ${finding.status}`).toMatchObject({ hereafter });
    }
    // What was told anew from its beginning is what its history says, and no more.
    for (const known of await store.resources('*')) {
      if (known.resource.name !== 'closed') expect(known, known.resource.name).toMatchObject({ hereafter });
    }
    expect(await standing(store)).toMatchObject({
      'open small/server-open': 'resolved',
      'mended small/server-open': 'open',
    });
  };
  test('in SQLite keeps its members where it is written anew', async () => {
    const store = sqliteStore(':memory:', clock);
    await olderStory(store);
    await withMembers(store);
    await goesOn(store);
    await expectKept(store);
    await store.close();
  });
  test('in DynamoDB keeps its members, attributes of heads and items of other kinds', async () => {
    const { store: before, fake } = dynamoOf([]);
    await olderStory(before);
    await withMembers(before);
    const heads = fake.items().filter(({ kind }) => kind?.S === 'resource');
    const novel: Item[] = heads.map(({ pk }) => ({ pk: pk!, sk: { S: 'Z#novel' }, kind: { S: 'novel' } }));
    const marked = fake.items().map((item) => ({ ...item, hereafter: { S: 'x' } }));
    const { store, fake: later } = dynamoOf([...marked, ...novel]);
    await goesOn(store);
    await expectKept(store);
    const after = later.items();
    expect(after.filter(({ kind }) => kind?.S === 'novel')).toEqual(novel);
    for (const { kind, hereafter: mark, pk } of after)
      if (kind?.S === 'resource') expect(mark, pk?.S).toEqual({ S: 'x' });
  });
});
