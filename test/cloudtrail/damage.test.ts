import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forms, read } from './log-fixtures.ts';

const count = 4;
const runs = Number(process.env['FUZZ_RUNS'] ?? 60);

type Read = Awaited<ReturnType<typeof read>>;

const records = (items: Read) => items.filter((item) => item.kind === 'record');
const broken = (items: Read) => items.filter((item) => item.kind === 'broken');

/** A file, and where each of its records stands in it. */
const fileOf = async (form: string) => {
  const { text, value } = forms[form]!;
  const bytes = Buffer.from(text(count));
  const found = records(await read(bytes)).map(({ position, raw }, index) => ({
    start: position,
    end: position + Buffer.byteLength(raw),
    text: JSON.stringify(value(index)),
  }));
  return { bytes, records: found };
};

const spliced = (bytes: Buffer, at: number, removed: number, inserted: string | Uint8Array) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted as string), bytes.subarray(at + removed)]);

const damages: Record<string, [removed: number, inserted: string]> = {
  'a lost byte': [1, ''],
  'an added quote': [0, '"'],
  'an added brace': [0, '{'],
  'an added end': [0, '}'],
  'an overwritten byte': [1, '\u0001'],
};

const cutShort = (item: Read[number] | undefined) => item?.kind === 'broken' && item.reason === 'cut off';

describe.each(['log file', 'record a line', 'looked-up events, token first', 'list of envelopes'])('%s', (form) => {
  test.each(Object.entries(damages))('%s, at any place, costs no other record', async (_, [removed, inserted]) => {
    const file = await fileOf(form);
    // The start, the first record and the end; the others are alike. Long forms are sampled.
    const step = form === 'log file' ? 1 : 5;
    const places = file.bytes
      .keys()
      .filter((at) => at % step === 0 && (at < file.records[1]!.start + 40 || at > file.records.at(-1)!.end - 40));
    for (const at of places) {
      const items = await read(spliced(file.bytes, at, removed, inserted));
      const values = new Set(records(items).map(({ value }) => JSON.stringify(value)));
      const lost = file.records.filter(({ text }) => !values.has(text));
      expect(
        lost.filter(({ start, end }) => at < start || at >= end),
        `damage at ${at}`,
      ).toEqual([]);
      // What is lost is accounted for: as a record of other content, or as a broken one.
      expect(records(items).length + broken(items).length, `damage at ${at}`).toBeGreaterThanOrEqual(count);
    }
  });

  test('cut off at any place, it keeps every whole record and says that it is cut', async () => {
    const { bytes, records: all } = await fileOf(form);
    for (let at = all[0]!.start + 1; at < all.at(-1)!.end; at += 3) {
      const items = await read(bytes.subarray(0, at));
      expect(records(items).length).toBe(all.filter(({ end }) => end <= at).length);
      expect(cutShort(items.at(-1))).toBe(all.some(({ start, end }) => at > start && at < end));
    }
  });
});

type File = Awaited<ReturnType<typeof fileOf>>;

interface Mutation {
  at: number;
  removed: number;
  inserted: Uint8Array;
}

const garbage = (bytes: Buffer) =>
  fc.oneof(
    fc
      .constantFrom(
        '"',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '\\',
        '\n',
        '{"',
        '"}',
        '\\"',
        ']}',
        '{"Records":[',
        '"detail":',
        '\ufeff',
      )
      .map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 20 }),
    fc.tuple(fc.nat(bytes.length), fc.nat(400)).map(([at, length]) => bytes.subarray(at, at + length)),
  );

const mutationOf = (bytes: Buffer): fc.Arbitrary<Mutation> =>
  fc.record({
    at: fc.nat(bytes.length - 1),
    removed: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(300)),
    inserted: fc.oneof(fc.constant(new Uint8Array()), garbage(bytes)),
  });

/** The bytes after all mutations, and the records that none of them touched. */
const mutated = (file: File, mutations: readonly Mutation[]) => {
  const last = mutations.toSorted((a, b) => b.at - a.at);
  const apart = last.filter(({ at, removed }, index) => index === 0 || at + removed <= last[index - 1]!.at);
  const bytes = apart.reduce((whole, { at, removed, inserted }) => spliced(whole, at, removed, inserted), file.bytes);
  const untouched = file.records.filter(({ start, end }) =>
    apart.every(({ at, removed }) => at + removed <= start || at >= end),
  );
  return { bytes, untouched, places: apart.length };
};

const names = Object.keys(forms);
const files = new Map(await Promise.all(names.map(async (form) => [form, await fileOf(form)] as const)));

test('whatever happens to a file, reading it never throws, does not depend on its chunks, and yields what is untouched', async () => {
  const cases = fc.constantFrom(...names).chain((form) =>
    fc.record({
      form: fc.constant(form),
      mutations: fc.array(mutationOf(files.get(form)!.bytes), { minLength: 1, maxLength: 4 }),
      sizes: fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 5 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ({ form, mutations, sizes }) => {
      const { bytes, untouched, places } = mutated(files.get(form)!, mutations);
      const items = await read(bytes, [1 << 20]);
      expect(await read(bytes, sizes)).toEqual(items);
      const values = new Set(records(items).map(({ value }) => JSON.stringify(value)));
      // A piece of garbage may spoil the record it stands before, and no more.
      expect(untouched.filter(({ text }) => !values.has(text)).length).toBeLessThanOrEqual(places);
    }),
    { numRuns: runs },
  );
}, 3_600_000);

test('whatever is a gzip file, and whatever happens to it, reading it never throws and keeps what came before', async () => {
  const { bytes, records: all } = files.get('log file')!;
  const gzip = gzipSync(bytes);
  const cases = fc.record({
    mutations: fc.array(mutationOf(gzip), { minLength: 1, maxLength: 2 }),
    size: fc.integer({ min: 1, max: 500 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ mutations, size }) => {
      const damaged = mutated({ bytes: gzip, records: [] }, mutations).bytes;
      const items = await read(damaged, [size]);
      expect(items).toEqual(await read(damaged));
    }),
    { numRuns: Math.ceil(runs / 20) },
  );
  for (let at = 0; at < gzip.length; at += 5) {
    const items = await read(gzip.subarray(0, at));
    expect(all.map(({ text }) => text)).toEqual(
      expect.arrayContaining(records(items).map(({ value }) => JSON.stringify(value))),
    );
  }
}, 3_600_000);
