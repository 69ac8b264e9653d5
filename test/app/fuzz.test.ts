import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { replay, type Totals } from '../../shared/app/replay.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { Quarantined } from '../../shared/ports.ts';
import type { Cases } from '../controls/cases.ts';
import { record } from '../fixtures/record.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 400);
const catalogue = catalogueOf(resourceTypes, controls, defaultConfiguration);
const tables = import.meta.glob<Cases>('../controls/*/*.cases.ts', { import: 'default', eager: true });
/** A record of every control: all that the readers of requests can meet. */
const records = Object.values(tables).flatMap((table) => [table.record].flat().map((members) => record(members)));

const replayed = async (bytes: Uint8Array): Promise<{ totals: Totals; quarantined: Quarantined[] }> => {
  const store = sqliteStore(':memory:');
  const files = (async function* () {
    yield {
      name: 'fuzzed.json',
      open: async function* () {
        yield bytes;
      },
    };
  })();
  const totals = await replay(files, {
    store,
    clock: { now: () => Date.parse('2030-01-01T00:00:00Z') },
    saved: { state: () => undefined },
    catalogue,
    configuration: defaultConfiguration,
  });
  const quarantined: Quarantined[] = [];
  for await (const each of store.quarantined()) quarantined.push(each);
  await store.close();
  return { totals, quarantined };
};

const addsUp = ({ records: all, evaluated, irrelevant, failedCalls, duplicates, quarantined }: Totals) =>
  expect(evaluated + irrelevant + failedCalls + duplicates + quarantined).toBe(all);

/** Values that code did not think of: other types, empty and odd texts, depth, names of the language itself. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1e308,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    '\u0000',
    '\u001b[2J',
    '***',
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    '*',
    'arn:',
    'arn:aws:iam::::::',
    'arn:aws:s3:::',
    '__proto__',
    'constructor',
    '${aws:username}',
    '%7B%7D',
    '{',
    '[]',
    '"',
    '2026-11-02T09:00:00Z',
    '9999-99-99T99:99:99Z',
    { omitted: true },
    { items: [] },
    { items: [null] },
    { Statement: {} },
  ),
  fc.string(),
  fc.json({ maxDepth: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value with one place in it changed: something else there, gone, doubled, or under another name. */
const mutated = (value: unknown, path: number, how: number, replacement: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[path % Math.max(keys.length, 1)];
  if (key === undefined || (how % 7 === 0 && path % 3 === 0)) return replacement;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  if (how % 7 === 1) delete copy[key];
  else if (how % 7 === 2) copy[`${key}x`] = copy[key];
  else if (how % 7 === 3) copy[key] = [copy[key], copy[key]];
  else copy[key] = mutated(copy[key], Math.floor(path / 7), how + 1, replacement);
  return copy;
};

/** A list in a list of records stands for what is in it. */
const recordsIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.map(recordsIn).reduce((sum, count) => sum + count, 0);
  const lists = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const list = lists.find(([name, inner]) => (name === 'Records' || name === 'Events') && Array.isArray(inner));
  return list ? recordsIn(list[1]) : 1;
};

test('mutated records: no crash, and every one is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...records), fc.nat(1_000_000), fc.nat(1_000), odd), {
        minLength: 1,
        maxLength: 8,
      }),
      async (picked) => {
        const values = picked.map(([each, path, how, replacement]) => mutated(each, path, how, replacement));
        const { totals, quarantined } = await replayed(Buffer.from(JSON.stringify({ Records: values })));
        addsUp(totals);
        expect(totals.records).toBe(values.map(recordsIn).reduce((sum, count) => sum + count, 0));
        expect(totals.verdicts.error, 'a control broke').toBe(0);
        expect(quarantined.every(({ reason, sha256 }) => reason !== '' && sha256.length === 64)).toBe(true);
      },
    ),
    { numRuns: runs },
  );
});

const root = join(import.meta.dirname, '../..');
const week = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json.gz'))
  .map((name) => readFileSync(join(root, 'examples', name)));
const files = [
  Buffer.from(JSON.stringify({ Records: records })),
  Buffer.from(records.map((each) => JSON.stringify(each)).join('\n')),
  ...week,
];

/** A file with bytes changed, lost, put in or repeated, plain or compressed, cut off or not. */
const damaged = (file: Buffer, inside: boolean, edits: readonly (readonly [number, number, number])[]): Buffer => {
  let bytes = inside && file[0] === 0x1f ? gunzipSync(file) : file;
  for (const [where, how, what] of edits) {
    const at = where % Math.max(bytes.length, 1);
    if (how === 0) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([what]), bytes.subarray(at + 1)]);
    else if (how === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + what)]);
    else if (how === 2)
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from('"{}[],:\\\n'.charAt(what % 9)), bytes.subarray(at)]);
    else if (how === 3) bytes = bytes.subarray(0, at);
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(at - what, 0))]);
  }
  return bytes;
};

test('mutated files: no crash, and every record that is left is accounted for', async () => {
  const edit = fc.tuple(fc.nat(10_000_000), fc.nat(4), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.boolean(),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      async (file, inside, edits) => {
        const { totals } = await replayed(damaged(file, inside, edits));
        addsUp(totals);
      },
    ),
    { numRuns: Math.ceil(runs / 4) },
  );
});
