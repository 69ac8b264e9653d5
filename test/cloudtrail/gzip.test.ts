import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { read, recordsOf } from './log-fixtures.ts';

const text = JSON.stringify({ Records: recordsOf(300) });
const gzip = gzipSync(text);

/** How many records, and what else. */
const summaryOf = (items: Awaited<ReturnType<typeof read>>) => [
  items.filter(({ kind }) => kind === 'record').length,
  ...items.flatMap((item) => {
    if (item.kind === 'note') return [item.message];
    return item.kind === 'record' ? [] : [`${item.kind}: ${item.reason}`];
  }),
];

const cut = 'the gzip is cut off: what came before the cut was read';
const damaged = (message: string) => `the gzip is damaged (${message}): what came before the damage was read`;
const changed = (bytes: Buffer, at: number) => {
  const other = Buffer.from(bytes);
  other[at]! ^= 0xff;
  return other;
};

test.each<[name: string, content: Buffer, summary: unknown[]]>([
  ['several members', Buffer.concat([gzip, gzip]), [600]],
  ['padding', Buffer.concat([gzip, Buffer.alloc(512)]), [300]],
  ['other data behind it', Buffer.concat([gzip, Buffer.from('other')]), [300, damaged('incorrect header check')]],
  ['a wrong check sum', changed(gzip, gzip.length - 8), [300, damaged('incorrect data check')]],
  ['the check sum cut off', gzip.subarray(0, -8), [300, cut]],
  ['nothing but a header', gzip.subarray(0, 12), [0, 'skipped: nothing could be uncompressed', cut]],
  ['nothing but two bytes', gzip.subarray(0, 2), [0, 'skipped: nothing could be uncompressed', cut]],
])('gzip with %s', async (_, content, summary) => {
  expect(summaryOf(await read(content))).toEqual(summary);
  expect(summaryOf(await read(content, [1]))).toEqual(summary);
});

test('a gzip cut off in the middle keeps the records before the cut', async () => {
  const [count, ...rest] = summaryOf(await read(gzip.subarray(0, gzip.length / 2)));
  expect(count).toBeGreaterThan(100);
  expect(rest).toEqual(['broken: cut off', cut]);
});

test('a gzip damaged in the middle keeps everything before the damage', async () => {
  // Blocks that are stored as they are: ten bytes of header, then a flag, the length, the length inverted, and the text.
  const stored = gzipSync(text, { level: 0 });
  const length = stored.readUInt16LE(11);
  const items = await read(changed(stored, 10 + 5 + length + 3));
  expect(items.at(-1)).toEqual({ kind: 'note', message: damaged('invalid stored block lengths') });
  const broken = items.find((item) => item.kind === 'broken')!;
  expect(broken.text).toBe(Buffer.from(text).toString('utf8', broken.position, length).replace(/,$/, ''));
});

test('a large gzip is streamed', async () => {
  // Random names, which do not compress.
  const records = recordsOf(600).map((record) => ({ ...record, noise: randomBytes(2000).toString('base64') }));
  const large = gzipSync(JSON.stringify({ Records: records }));
  expect(large.length).toBeGreaterThan(1024 * 1024);
  const items = await read(large);
  expect(items.map((item) => item.kind === 'record' && item.value)).toEqual(records);
  expect(summaryOf(await read(large.subarray(0, -1000))).slice(1)).toEqual(['broken: cut off', cut]);
});

test('a gzip that expands a thousandfold is read in pieces', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from('{"Records":["'), Buffer.alloc(20_000_000, 'a')]));
  const [item] = await read(bomb);
  expect(item).toMatchObject({ kind: 'broken', length: 20_000_001, text: expect.stringMatching(/^"a{65535}$/) });
});
