import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { openSources } from '../../shared/adapters/open-sources.ts';
import { replay } from '../../shared/app/replay.ts';
import { parseSource } from '../../shared/app/sources.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { SourceError } from '../../shared/core/source-error.ts';
import type { Source, SourceFile } from '../../shared/ports.ts';
import { record } from '../fixtures/record.ts';

const line = () => `${JSON.stringify(record({ eventSource: 's3.amazonaws.com', eventName: 'PutObject' }))}\n`;

const folderOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sagewatch-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

const open = (sources: readonly string[], stdin = '') =>
  openSources(sources.map(parseSource), {
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    clock: { now: () => Date.parse('2026-03-10T12:00:00Z') },
    sleep: async () => undefined,
    checkpoint: async () => undefined,
  });

const replayed = async ({ files }: Pick<Source, 'files'>) => {
  const notes: string[] = [];
  const store = sqliteStore(':memory:');
  const totals = await replay(files, {
    store,
    clock: { now: () => Date.parse('2030-01-01T00:00:00Z') },
    saved: { state: () => undefined },
    catalogue: catalogueOf(resourceTypes, controls, defaultConfiguration),
    configuration: defaultConfiguration,
    onNote: (file, note) => void notes.push(`${file}: ${note}`),
  });
  return { totals, notes, store };
};

test('sources are read one after the other, and how much there is is known where it can be', async () => {
  const folder = folderOf({ 'a.json': 'aa', 'b.json': 'b' });
  const source = await open([`${folder}/b.json`, '-', folder], 'x');
  expect(await source.measure()).toEqual({ files: undefined, bytes: undefined });
  const names: string[] = [];
  for await (const { name } of source.files) names.push(name);
  expect(names).toEqual([`${folder}/b.json`, 'standard input', `${folder}/a.json`, `${folder}/b.json`]);
  expect(await (await open([folder, folder])).measure()).toEqual({ files: 4, bytes: 6 });
});

test('one source that is not there is told before any is read', async () => {
  const folder = folderOf({ 'a.json': 'a' });
  await expect(open([folder, `${folder}/nowhere`])).rejects.toThrow(SourceError);
});

test('a file that cannot be read is noted and counted, and the others are read', async () => {
  const folder = folderOf({ 'a.json': line(), 'c.json': line() + line() });
  symlinkSync('nowhere', join(folder, 'b.json'));
  const { totals, notes } = await replayed(await open([folder]));
  expect(totals).toMatchObject({ files: 2, unreadableFiles: 1, records: 3, quarantined: 0, stopped: undefined });
  expect(notes).toEqual([`${folder}/b.json: ${folder}/b.json can't be read: there is no such file or folder`]);
});

/** Files whose names say what they do: give two records and then fail, or only give records. */
const files = async function* (...kinds: ('good' | 'broken' | 'ended')[]): AsyncGenerator<SourceFile> {
  for (const [index, kind] of kinds.entries()) {
    if (kind === 'ended') throw new SourceError('the listing broke off');
    yield {
      name: kind,
      checkpoint: { name: `file ${index}`, value: 'done' },
      open: async function* () {
        yield Buffer.from(line() + line());
        yield Buffer.alloc(2_000_000, ' ');
        if (kind === 'broken') throw new SourceError('broken off', { scope: 'file' });
      },
    };
  }
};

test('what came before a file broke off counts, and the file is not taken as done', async () => {
  const { totals, notes, store } = await replayed({ files: files('broken', 'good') });
  expect(totals).toMatchObject({ files: 1, unreadableFiles: 1, records: 4, quarantined: 0 });
  expect(notes).toEqual(['broken: broken off']);
  expect(await Promise.all([store.checkpoint('file 0'), store.checkpoint('file 1')])).toEqual([undefined, 'done']);
});

test('a source that breaks off ends the run with all that was read until then', async () => {
  const { totals, store } = await replayed({ files: files('good', 'ended', 'good') });
  expect(totals).toMatchObject({ files: 1, unreadableFiles: 0, records: 2, stopped: 'the listing broke off' });
  expect(await store.checkpoint('file 0')).toBe('done');
});
