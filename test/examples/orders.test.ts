import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { randomOf } from '../../examples/make/random.ts';
import { week } from '../../examples/make/week.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { assess, type Assessing } from '../../shared/app/assess.ts';
import type { Event } from '../../shared/app/event.ts';
import { intake } from '../../shared/app/intake.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { exampleConfiguration, theDayAfter } from './play.ts';

/** How many random orders are tried; `ORDER` names one alone, to see again what went wrong. */
const orders = Number(process.env['ORDERS'] ?? 8);
const only = process.env['ORDER'];

const configuration = exampleConfiguration();
const catalogue = catalogueOf(resourceTypes, controls, configuration);

const valuesIn = (path: string, bytes: Buffer): readonly unknown[] => {
  if (path.endsWith('.gz')) return (JSON.parse(gunzipSync(bytes).toString()) as { Records: unknown[] }).Records;
  const lines = bytes.toString().trim().split('\n');
  return lines.map((line): unknown => JSON.parse(line));
};

/** All records and events of the week, those that came twice twice. */
const events: readonly Event[] = [...week()]
  .flatMap(([path, bytes]) => valuesIn(path, bytes))
  .map((value) => {
    const taken = intake(value, catalogue);
    if ('event' in taken) return taken.event;
    throw new Error('quarantine' in taken ? taken.quarantine : 'outside');
  });

/** What is kept in the end of batches of events. */
const keptOf = async (batches: Iterable<readonly Event[]>) => {
  const store = sqliteStore(':memory:');
  const assessing: Assessing = {
    store,
    clock: { now: () => theDayAfter },
    saved: { state: () => undefined },
    catalogue,
    configuration,
  };
  for (const batch of batches) await assess(batch, [], assessing);
  const findings = await Array.fromAsync(store.findings({}));
  const resources = (await store.resources('*')).map(({ seen: _, ...known }) => [known.resource.arn, known] as const);
  await store.close();
  return {
    findings: findings.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    resources: new Map(resources),
  };
};

/** The week shuffled, with some of it once more, in batches of a few records or of hundreds. */
const batchesOf = function* (order: number): Generator<readonly Event[]> {
  const random = randomOf(`order ${order}`);
  const again = events.filter(() => random.below(20) === 0);
  const shuffled = [...events, ...again]
    .map((event) => ({ event, place: random.next() }))
    .toSorted((a, b) => a.place - b.place);
  const largest = random.pick([40, 150, 600, 2_000]);
  for (let from = 0; from < shuffled.length;) {
    const size = 1 + random.below(largest);
    yield shuffled.slice(from, from + size).map(({ event }) => event);
    from += size;
  }
};

test(
  'the week in any order, in any batches and with repeats ends with the same findings',
  { timeout: 10_000 + orders * 5_000 },
  async () => {
    const expected = await keptOf([events.toSorted((a, b) => a.at - b.at)]);
    expect(expected.findings.length).toBeGreaterThan(25);
    for (const order of only === undefined ? Array.from({ length: orders }).keys() : [Number(only)]) {
      expect(await keptOf(batchesOf(order)), `ORDER=${order}`).toEqual(expected);
    }
  },
);
