import {
  appendFileSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchedFolder } from '../../../shared/adapters/local/files/watched-folder.ts';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { record } from '../../fixtures/record.ts';
import { watched } from './watching.ts';

const start = Date.parse('2026-03-10T12:00:00Z');
const line = () => `${JSON.stringify(record({ eventSource: 's3.amazonaws.com', eventName: 'PutObject' }))}\n`;

const scene = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagewatch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let now = start;
  const stamp = (name: string, ago: number) => utimesSync(join(folder, name), (now - ago) / 1_000, (now - ago) / 1_000);
  return {
    folder,
    clock: { now: () => now },
    pass: (milliseconds: number) => void (now += milliseconds),
    /** A file that was written to so many milliseconds ago. */
    write: (name: string, text = line(), ago = 60_000) => {
      writeFileSync(join(folder, name), text);
      stamp(name, ago);
    },
    append: (name: string, text = line(), ago = 60_000) => {
      appendFileSync(join(folder, name), text);
      stamp(name, ago);
    },
    run: (steps: Parameters<typeof watched>[2], store = sqliteStore(':memory:')) => {
      const clock = { now: () => now };
      return watched(
        ({ checkpoint }, onNote) => watchedFolder(folder, { clock, checkpoint, onNote }),
        clock,
        steps,
        store,
      );
    },
  };
};

test('files are read when they are there and when they come, each once', async () => {
  const { write, run } = scene();
  write('a.json');
  const { counts, totals } = await run([() => undefined, () => write('b.json'), () => undefined, () => undefined]);
  expect(counts).toEqual([
    [1, 0],
    [0, 0],
    [1, 0],
    [0, 0],
  ]);
  expect(totals).toMatchObject({ files: 2, records: 2, irrelevant: 2, stopped: undefined });
});

test('a restart reads what came meanwhile and nothing twice', async () => {
  const { write, run } = scene();
  const store = sqliteStore(':memory:');
  write('a.json');
  await run([() => undefined], store);
  write('b.json');
  const { counts } = await run([() => undefined], store);
  expect(counts).toEqual([[1, 0]]);
});

test('a file that is being written to waits until it stays the same', async () => {
  const { write, append, run, pass } = scene();
  write('a.json', line().slice(0, 100), 1_000);
  const later = (then?: () => void) => () => {
    pass(5_000);
    then?.();
  };
  const { counts, totals } = await run([
    later(() => write('a.json', line(), 0)),
    later(() => append('a.json', line(), 0)),
    later(),
    later(),
  ]);
  expect(counts).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
    [2, 0],
  ]);
  expect(totals.quarantined).toBe(0);
});

test('a file that grows is read anew, and what was known of it stays known', async () => {
  const { write, append, run } = scene();
  write('a.json', line(), 60_000);
  const { counts } = await run([() => append('a.json', line(), 50_000), () => undefined]);
  expect(counts).toEqual([
    [1, 0],
    [1, 1],
  ]);
});

test('what is no log is told once, and what goes away is forgotten', async () => {
  const { folder, write, run } = scene();
  write('notes.txt', 'nothing');
  const { told, totals } = await run([() => undefined, () => unlinkSync(join(folder, 'notes.txt')), () => undefined]);
  expect(told).toHaveLength(1);
  expect(totals.skipped).toBe(1);
});

test('a file that cannot be read is tried again after a while', async () => {
  const { folder, write, run, pass } = scene();
  symlinkSync(join(folder, 'later.json'), join(folder, 'link.json'));
  const { rounds, told } = await run([
    () => undefined,
    () => pass(31_000),
    () => undefined,
    () => write('later.json'),
    () => undefined,
  ]);
  expect(rounds.map(({ unreadableFiles }) => unreadableFiles)).toEqual([1, 0, 1, 0, 0]);
  expect(told).toEqual(
    Array(2).fill(`${folder}/link.json: ${folder}/link.json can't be read: there is no such file or folder`),
  );
  expect(rounds.at(-1)).toMatchObject({ records: 2, irrelevant: 1, duplicates: 1 });
});

test('a folder that goes away is told and waited for, longer each time', async () => {
  const { folder, write, run } = scene();
  write('a.json');
  const { told, waits, totals } = await run([
    () => rmSync(folder, { recursive: true }),
    () => undefined,
    () => undefined,
    () => undefined,
    () => undefined,
  ]);
  const trouble = `trouble: ${folder}: there is no such file or folder`;
  expect(told).toEqual([5_000, 10_000, 20_000, 40_000].map((wait) => `${trouble} (${wait})`));
  expect(waits).toEqual([5_000, 5_000, 10_000, 20_000, 40_000]);
  expect(totals).toMatchObject({ files: 1, stopped: undefined });
});

test('a folder that was never there is refused', () => {
  const { folder, clock, write } = scene();
  write('file');
  const options = { clock, checkpoint: async () => undefined };
  expect(() => watchedFolder(join(folder, 'x'), options)).toThrow(`${folder}/x: there is no such folder`);
  expect(() => watchedFolder(join(folder, 'file'), options)).toThrow(`${folder}/file: there is no such folder`);
  expect(statSync(folder).isDirectory()).toBe(true);
});
