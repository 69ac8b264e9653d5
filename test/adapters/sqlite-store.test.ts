import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { eventKey } from '../../shared/app/event.ts';
import { work } from './store-fixtures.ts';
import { storeContract } from './store.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sagewatch-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => join(folder, `${++files}`, 'store.db');

storeContract('in memory', () => sqliteStore(':memory:'));
storeContract('in a file', () => sqliteStore(newFile()));

test('what was committed is there when the store is opened again', async () => {
  const file = newFile();
  const store = sqliteStore(file);
  const batch = await store.begin([eventKey('a')]);
  await batch.commit(work({ latest: 5 }));
  await store.close();
  const again = sqliteStore(file);
  expect([await again.latest(), (await again.begin([eventKey('a')])).fresh]).toEqual([5, [false]]);
  await again.close();
});

test('a file that is no store, or one of a newer version, is refused with the reason', () => {
  const text = join(folder, 'text.db');
  writeFileSync(text, 'this is not a database, and long enough to be looked at as one would be');
  expect(() => sqliteStore(text)).toThrow(/cannot be opened/);
  const newer = join(folder, 'newer.db');
  const database = new DatabaseSync(newer);
  database.exec('pragma user_version = 999');
  database.close();
  expect(() => sqliteStore(newer)).toThrow(/newer version/);
});

test('an irrelevant event costs at most 40 bytes', async () => {
  const file = newFile();
  const sized = sqliteStore(file);
  const count = 100_000;
  for (let from = 0; from < count; from += 10_000) {
    const batch = await sized.begin(Array.from({ length: 10_000 }, (_, index) => eventKey(`event ${from + index}`)));
    await batch.commit(work({ latest: undefined }));
  }
  await sized.close();
  const measured = new DatabaseSync(file, { readOnly: true });
  const { bytes } = measured
    .prepare('select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()')
    .get() as { bytes: number };
  measured.close();
  expect(bytes / count).toBeLessThanOrEqual(40);
});

test('killed at any moment, the store holds whole batches only', async () => {
  const writer = join(import.meta.dirname, '../fixtures/endless-writer.ts');
  for (const after of [3, 17, 40, 77]) {
    const file = newFile();
    const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    // Killed while it writes: some output after its first batch, at a different moment each time.
    await new Promise<void>((done) => {
      let heard = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        heard += chunk.length;
        if (heard >= after) child.kill('SIGKILL');
      });
      child.on('close', () => done());
    });
    await sqliteStore(file).close();
    const database = new DatabaseSync(file, { readOnly: true });
    const counts = database
      .prepare(
        'select (select count(*) from ledger) as ledger, (select count(*) from changes) as changes, (select count(*) from findings) as findings, (select count(*) from transitions) as transitions',
      )
      .get() as { ledger: number; changes: number; findings: number; transitions: number };
    database.close();
    // The writer gives each event one change, one finding and one transition, ten events a batch.
    expect(counts.ledger).toBeGreaterThan(0);
    expect(counts.ledger % 10).toBe(0);
    expect([counts.changes, counts.findings, counts.transitions]).toEqual([
      counts.ledger,
      counts.ledger,
      counts.ledger,
    ]);
  }
});
