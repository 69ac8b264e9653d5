import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readLog } from '../../shared/cloudtrail/log-file.ts';
import { forms, read, recordOf, recordsOf } from './log-fixtures.ts';

const count = 5;
const sizes = [[64 * 1024], [1], [7, 1, 300], [1000]];

describe.each(Object.entries(forms))('%s', (_, { text, value }) => {
  const whole = Buffer.from(text(count));

  test.each(sizes)('yields every record, plain and gzip, in chunks of %i', async (...chunks) => {
    const items = await read(whole, chunks);
    const values = items.map((item) => item.kind === 'record' && item.value);
    expect(values).toEqual(Array.from({ length: count }, (__, index) => value(index)));
    expect(await read(gzipSync(whole), chunks)).toEqual(items);
  });

  test('says where each record stands, and its bytes', async () => {
    for (const item of await read(whole, [100])) {
      const { position, raw } = item as { position: number; raw: string };
      expect(whole.toString('utf8', position, position + Buffer.byteLength(raw))).toBe(raw);
      expect(JSON.parse(raw)).toEqual((item as { value: unknown }).value);
    }
  });
});

const kindsOf = async (content: string | Uint8Array) =>
  (await read(content, [50])).map((item) =>
    item.kind === 'skipped' || item.kind === 'broken'
      ? `${item.kind}: ${item.reason}`
      : item.kind === 'note'
        ? `note: ${item.message}`
        : item.value,
  );

test.each<[name: string, content: string | Buffer, items: unknown[]]>([
  ['no records', '{"Records":[]}', []],
  ['no events', '{"Events": [], "ResponseMetadata": {"n": [1]}}\n', []],
  ['an empty list', '[ ]', []],
  ['an empty file', '', ['skipped: empty']],
  ['white space', ' \n', ['skipped: empty']],
  ['a gzip of nothing', gzipSync(''), ['skipped: empty']],
  ['a byte order mark', '\ufeff{"Records":[{"eventName":"A"}]}', [{ eventName: 'A' }]],
  ['a single record', JSON.stringify({ eventName: 'A', n: [{}] }, null, 2), [{ eventName: 'A', n: [{}] }]],
  ['list elements that are no objects', '{"Records":[1, "a]}", null ,true,-1.5e3]}', [1, 'a]}', null, true, -1500]],
  ['a list in the list', '{"Records":[[{"eventName":"A"}],2]}', [{ eventName: 'A' }, 2]],
  [
    'a list of LookupEvents outputs',
    '[{"Events":[{"EventId":"1"}]},{"Events":[{"EventId":"2"}]}]',
    [{ EventId: '1' }, { EventId: '2' }],
  ],
  ['other values beside records', '{"a":1}\n{"eventName":"A"}\n{"b":2}', [{ a: 1 }, { eventName: 'A' }, { b: 2 }]],
  [
    'a name that only ends like the list',
    '{"eventName":"A","x\\"Records":[{"y":1}]}',
    [{ eventName: 'A', 'x"Records': [{ y: 1 }] }],
  ],
  [
    'a digest file',
    '{"awsAccountId":"1","digestStartTime":"x","logFiles":[{"a":1}]}',
    ['skipped: a CloudTrail digest file'],
  ],
  ['other JSON', '{"Trails":[],"a":1,"b":1,"c":1,"d":1}', ['skipped: other JSON (with "Trails", "a", "b", "c", …)']],
  ['other JSON a line', '{"a":1}\n'.repeat(200), ['skipped: other JSON (with "a")']],
  ['an empty object', '{}', ['skipped: other JSON (an empty object)']],
  ['a list of other things', '[1,2]', ['skipped: other JSON (no object)']],
  ['text', 'time,user\n1,ana\n', ['skipped: text, not JSON']],
  ['an INI file', '[default]\nregion = eu-west-1\n', ['skipped: text, not JSON']],
  ['binary data', Buffer.from([1, 0, 255]), ['skipped: binary data']],
  ['a ZIP archive', Buffer.from('504b030414', 'hex'), ['skipped: a ZIP archive']],
  ['UTF-16', Buffer.from('\ufeff{"Records":[]}', 'utf16le'), ['skipped: UTF-16 text: convert it to UTF-8']],
  [
    'a file that lacks its end',
    '{"Records":[{"eventName":"A"},',
    [{ eventName: 'A' }, 'note: the file ends before its list does'],
  ],
  ['a record that lacks its end', '{"Records":[{"eventName":"A"},{"eventN', [{ eventName: 'A' }, 'broken: cut off']],
  ['a file that lacks all but its start', '{"Recor', ['broken: cut off']],
  ['a digest file that lacks its end', '{"digestStartTime":"x', ['skipped: a CloudTrail digest file']],
  [
    'a bad escape',
    '{"Records":[{"eventName":"\\x"},{"eventVersion":"1"}],"a":"b"}',
    ['broken: not valid JSON', { eventVersion: '1' }],
  ],
  [
    'a broken line',
    '{"eventName":"A"}\n{"eventName":"B\n{"eventName":"C"}\n',
    [{ eventName: 'A' }, 'broken: not closed before the next record', { eventName: 'C' }],
  ],
  [
    'text between records',
    '{"eventName":"A"}\nERROR: disk full\n{"eventName":"B"}',
    [{ eventName: 'A' }, 'broken: not JSON', { eventName: 'B' }],
  ],
])('%s', async (_, content, items) => {
  expect(await kindsOf(content)).toEqual(items);
});

test('two lists of records in one file are both read', async () => {
  const list = (from: number) => `"Records":[${JSON.stringify(recordOf(from))},${JSON.stringify(recordOf(from + 1))}]`;
  const items = await read(`{${list(0)},${list(2)}}`, [64 * 1024]);
  expect(items.map((item) => item.kind === 'record' && item.value)).toEqual([0, 1, 2, 3].map(recordOf));
});

test('long strings end where they end', async () => {
  for (const text of ['"', '\\', '\\"', 'a"b', '\\\\"\\'].flatMap((end) =>
    [4090, 4095, 4096, 9000].map((length) => 'x'.repeat(length) + end),
  )) {
    const records = [
      { eventName: text, n: 1 },
      { eventName: `${text}${text}`, n: 2 },
    ];
    const items = await read(JSON.stringify({ Records: records }), [1000]);
    expect(items.map((item) => item.kind === 'record' && item.value)).toEqual(records);
  }
});

test('invalid UTF-8 is read as it is', async () => {
  const [item] = await read(Buffer.from([...Buffer.from('{"eventName":"'), 0xff, ...Buffer.from('"}')]));
  expect(item).toMatchObject({ kind: 'record', value: { eventName: '\ufffd' } });
});

test('a record over 1 MB is broken, kept to 64 KB, and the next is read', async () => {
  const [before, huge, after] = [recordOf(0), { ...recordOf(1), requestParameters: 'é'.repeat(800_000) }, recordOf(2)];
  const text = JSON.stringify({ Records: [before, huge, after] });
  const raw = Buffer.from(JSON.stringify(huge));
  const items = await read(text, [5000]);
  expect(items.map(({ kind }) => kind)).toEqual(['record', 'broken', 'record']);
  expect(items[1]).toEqual({
    kind: 'broken',
    position: Buffer.from(text).indexOf(raw),
    reason: 'larger than 1 MB',
    text: raw.toString('utf8', 0, 64 * 1024),
    length: raw.length,
    sha256: createHash('sha256').update(raw).digest('hex'),
  });
  expect(items).toEqual(await read(text, [1 << 22]));
});

test.each([
  ['brackets', '['],
  ['objects', '{"a":'],
])('deep %s are broken, and what follows is read', async (_, open) => {
  const deep = `{"eventName":"A","x":${open.repeat(100_000)}`;
  const items = await read(
    JSON.stringify({ Records: recordsOf(2) }).replace('},{"eventVersion"', `},${deep},{"eventVersion"`),
  );
  expect(items).toMatchObject([
    { kind: 'record' },
    { kind: 'broken', reason: 'nested too deeply' },
    { kind: 'record' },
  ]);
});

test('after one lost quote in a large file all other records come', async () => {
  const text = JSON.stringify({ Records: recordsOf(3000) });
  const items = await read(text.replace('"eventTime":"2026-03-01T00:07', 'eventTime":"2026-03-01T00:07'), [65536]);
  expect(items.filter(({ kind }) => kind === 'broken')).toHaveLength(1);
  expect(items.filter(({ kind }) => kind === 'record')).toHaveLength(2999);
});

test("a failure of the source is the reader's failure", async () => {
  const failing = async function* () {
    yield Buffer.from('{"Records":[{"eventName":"A"},');
    throw new Error('disk');
  };
  await expect(Array.fromAsync(readLog(failing()))).rejects.toThrow('disk');
});

test.each([
  ['after the first items', '{"eventName":"A"}\n'.repeat(100_000)],
  ['when the file is skipped', 'text\n'.repeat(100_000)],
  ['when the gzip file is skipped', gzipSync('text\n'.repeat(100_000))],
])('the source is closed %s', async (_, content) => {
  let closed = false;
  const source = async function* () {
    try {
      const bytes = Buffer.from(content);
      for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
    } finally {
      closed = true;
    }
  };
  for await (const _items of readLog(source())) break;
  expect(closed).toBe(true);
});
