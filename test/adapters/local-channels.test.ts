import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { consoleChannel } from '../../shared/adapters/local/console-channel.ts';
import { outbox } from '../../shared/adapters/local/outbox.ts';
import { letterOf } from '../../shared/notices/channels/email.ts';
import { findingNotice, tricks } from '../notices/notices.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagewatch-outbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a notice is kept as JSON, text, HTML and mail, and the same notice is the same files', async () => {
  const channel = outbox(join(folder, 'out'));
  const sent = [await channel.send(findingNotice(), {}), await channel.send(findingNotice(), {})];
  const name = '2026-11-02T092603Z-critical-6346d3b66d75';
  expect(sent).toEqual(Array.from({ length: 2 }, () => ({ kind: 'delivered', receipt: join(folder, 'out', name) })));
  const files = readdirSync(join(folder, 'out')).sort();
  expect(files).toEqual(['eml', 'html', 'json', 'txt'].map((kind) => `${name}.${kind}`));
  const read = (kind: string) => readFileSync(join(folder, 'out', `${name}.${kind}`), 'utf8');
  const { subject, text, html } = letterOf(findingNotice());
  expect(JSON.parse(read('json'))).toEqual(findingNotice());
  expect(read('txt')).toBe(`${subject}\n\n${text}`);
  expect(read('html')).toBe(html);
  expect((await simpleParser(read('eml'))).subject).toBe(subject);
  expect(statSync(join(folder, 'out', files[0] ?? '')).mode & 0o077).toBe(0);
});

test('no name of a file is of a record', async () => {
  for (const trick of tricks) {
    await outbox(folder).send(findingNotice({ id: trick, conversation: trick, headline: trick }), {});
  }
  const names = readdirSync(folder);
  expect(names.filter((name) => !/^2026-11-02T092603Z-critical-[0-9a-f]{12}\.(eml|html|json|txt)$/.test(name))).toEqual(
    [],
  );
  expect(names.length).toBe(new Set(tricks).size * 4);
});

test('a folder that can not be written is no lost notice', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await outbox(join(folder, 'file')).send(findingNotice(), {})).toEqual({
    kind: 'later',
    reason: "the outbox can't be written: EEXIST",
  });
});

test('on a terminal', async () => {
  const written: string[] = [];
  const channel = consoleChannel(
    ({ headline }) => ['', headline],
    (text) => written.push(text),
  );
  expect(await channel.send(findingNotice({ headline: 'x' }), {})).toEqual({ kind: 'delivered' });
  expect(written).toEqual(['\nx\n']);
});
