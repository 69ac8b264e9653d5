import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { localFiles, type FilesOptions } from '../../../shared/adapters/local/files/local-files.ts';
import { standardInput } from '../../../shared/adapters/local/files/standard-input.ts';
import { SourceError } from '../../../shared/core/source-error.ts';
import type { Source } from '../../../shared/ports.ts';

/** A folder with these files in it; a file's text is its own path. */
const folderOf = (...paths: string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sagewatch-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  return folder;
};

const read = async (source: Source) => {
  const found: { name: string; text: string; size: number | undefined }[] = [];
  for await (const { name, size, open } of source.files) {
    const chunks: Uint8Array[] = [];
    let error = '';
    try {
      for await (const chunk of open()) chunks.push(chunk);
    } catch (thrown) {
      if (!(thrown instanceof SourceError) || thrown.scope !== 'file') throw thrown;
      error = `!${thrown.message}`;
    }
    found.push({ name, size, text: error || Buffer.concat(chunks).toString() });
  }
  return found;
};

const textsOf = async (named: string[], options?: FilesOptions) =>
  (await read(await localFiles(named, options))).map(({ text }) => text);

const notes = () => {
  const told: string[] = [];
  return { told, onNote: (name: string, note: string) => void told.push(`${name}: ${note}`) };
};

const logFile = (account: string, region: string, time: string) => {
  const [, year, month, day] = /(\d{4})(\d\d)(\d\d)/.exec(time) ?? [];
  return `AWSLogs/${account}/CloudTrail/${region}/${year}/${month}/${day}/${account}_CloudTrail_${region}_${time}_x.json.gz`;
};

test('a folder is read with all that is below it, by name, without what is hidden', async () => {
  const { told, onNote } = notes();
  const folder = folderOf('b.json', 'a.json', 'sub/deep/c.json', 'sub/b.json', '.git/d.json', '.hidden');
  expect(await textsOf([folder], { onNote })).toEqual(['a.json', 'b.json', 'sub/b.json', 'sub/deep/c.json']);
  expect(told).toEqual([`${folder}: 2 hidden files or folders were not read`]);
});

test('what lies in the layout of CloudTrail is read day by day across accounts and Regions', async () => {
  const paths = [
    logFile('111122223333', 'eu-west-1', '20260228T2300Z'),
    logFile('222233334444', 'us-east-1', '20260228T2310Z'),
    logFile('111122223333', 'eu-west-1', '20260301T0105Z'),
    logFile('111122223333', 'us-east-1', '20260301T0110Z'),
    logFile('222233334444', 'eu-west-1', '20260301T0115Z'),
    logFile('111122223333', 'us-east-1', '20260302T0000Z'),
  ];
  expect(await textsOf([folderOf(...paths.toReversed())])).toEqual(paths);
});

test('a flat folder of log files is read in the order of delivery', async () => {
  const names = ['z', 'b', 'a'].map((region, index) => `1_CloudTrail_${region}_20260301T000${index}Z_x.json`);
  expect(await textsOf([folderOf(...names.toReversed(), '0.json')])).toEqual(['0.json', ...names]);
});

test('log files from outside the time asked for are not opened, and that is said', async () => {
  const { told, onNote } = notes();
  const [before, within, after] = ['20260228T1200Z', '20260301T1200Z', '20260310T1200Z'].map((time) =>
    logFile('111122223333', 'eu-west-1', time),
  ) as [string, string, string];
  const early = logFile('111122223333', 'eu-west-1', '20260301T0000Z');
  const period = { since: Date.parse('2026-03-01T06:00:00Z'), until: Date.parse('2026-03-02T00:00:00Z') };
  expect(await textsOf([folderOf(before, early, within, after, 'x.json')], { period, onNote })).toEqual([
    'x.json',
    within,
  ]);
  expect(told).toEqual(['outside the time asked for: 1 files and 2 dated folders were not opened, by their names']);
});

test('files and globs come in the order in which they are named', async () => {
  const folder = folderOf('b/1.json', 'b/2.txt', 'a.json', 'c/3.json', 'c/.4.json', '[x].json');
  expect(await textsOf([`${folder}/a.json`, `${folder}/**/*.json`, `${folder}/[x].json`])).toEqual([
    'a.json',
    '[x].json',
    'a.json',
    'b/1.json',
    'c/3.json',
    '[x].json',
  ]);
  expect(await textsOf([`${folder}/{b,nowhere,a.json}`])).toEqual(['b/1.json', 'b/2.txt', 'a.json']);
});

test('the size is known beforehand, and a large file comes in pieces', async () => {
  const folder = folderOf('small');
  writeFileSync(join(folder, 'large'), Buffer.alloc(3_000_000, 'x'));
  const source = await localFiles([folder]);
  expect(await source.measure()).toEqual({ files: 2, bytes: 3_000_005 });
  const [large, small] = await read(source);
  expect([large?.text.length, large?.size, small?.text]).toEqual([3_000_000, 3_000_000, 'small']);
});

test.for([
  ['nowhere', 'nowhere: there is no such file or folder'],
  ['a.json/b', 'a.json/b: there is no such file or folder'],
  ['*.gz', '*.gz matches no file'],
  ['nowhere/*', 'nowhere/* matches no file'],
] as const)('%s is told before anything is read', async ([named, message]) => {
  const folder = folderOf('a.json');
  await expect(localFiles([`${folder}/a.json`, join(folder, named)])).rejects.toThrow(
    new SourceError(`${folder}/${message}`),
  );
});

test('what cannot be read below a folder is a file of its own that says so', async () => {
  const folder = folderOf('a.json', 'z.json');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'b'));
  symlinkSync('c', join(folder, 'c'));
  expect(await textsOf([folder])).toEqual([
    'a.json',
    `!${folder}/b can't be read: there is no such file or folder`,
    `!${folder}/c can't be read: a loop of symbolic links`,
    'z.json',
  ]);
});

test.skipIf(process.getuid?.() === 0)('permissions that are missing are told', async () => {
  const folder = folderOf('a/a.json', 'b.json', 'c.json');
  chmodSync(join(folder, 'a'), 0);
  chmodSync(join(folder, 'b.json'), 0);
  onTestFinished(() => chmodSync(join(folder, 'a'), 0o700));
  expect(await textsOf([folder])).toEqual([
    `!${folder}/b.json can't be read: permission denied`,
    'c.json',
    `!${folder}/a can't be read: permission denied`,
  ]);
  await expect(localFiles([`${folder}/b.json`])).rejects.toThrow(`${folder}/b.json can't be read: permission denied`);
});

test('links are followed, a circle of them once', async () => {
  const { told, onNote } = notes();
  const folder = folderOf('a/1.json', 'other/2.json');
  symlinkSync(folder, join(folder, 'a', 'up'));
  symlinkSync(join(folder, 'other'), join(folder, 'a', 'other'));
  symlinkSync('1.json', join(folder, 'a', '3.json'));
  expect(await textsOf([folder], { onNote })).toEqual(['a/1.json', 'a/1.json', 'other/2.json']);
  expect(told).toHaveLength(2);
});

test('a named pipe is read when it is named, and left out when it is found', async () => {
  const { told, onNote } = notes();
  const folder = folderOf('a.json');
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(await textsOf([folder], { onNote })).toEqual(['a.json']);
  expect(told).toEqual([`${folder}/pipe: skipped: neither a file nor a folder`]);
  execFile('sh', ['-c', `echo piped > ${folder}/pipe`]);
  expect(await textsOf([`${folder}/pipe`])).toEqual(['piped\n']);
});

test('standard input is one file', async () => {
  const stream = (async function* () {
    yield Buffer.from('a');
    yield Buffer.from('b');
  })();
  expect(await read(standardInput(stream))).toEqual([{ name: 'standard input', size: undefined, text: 'ab' }]);
});
