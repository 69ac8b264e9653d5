import { expect, test } from 'vitest';
import { randomOf, type Random } from '../../examples/make/random.ts';
import { dynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { assess } from '../../shared/app/assess.ts';
import type { Event } from '../../shared/app/event.ts';
import { intake } from '../../shared/app/intake.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import type { Store } from '../../shared/ports.ts';
import { held, soInTheEnd } from '../adapters/dynamo/behaving.ts';
import { directClientOf } from '../adapters/dynamo/direct-client.ts';
import { fakeDynamo, type Handle } from '../adapters/dynamo/fake-dynamo.ts';
import { interleaved } from '../adapters/dynamo/troubled.ts';
import { exampleConfiguration, theDayAfter } from '../examples/play.ts';
import { untoldIn } from './told.ts';
import { weekDeliveries } from './week-deliveries.ts';

/** `ORDERS=1000 npx vitest run test/faults/orders.test.ts`; `ORDER` names one alone, `FIRST_ORDER` where to begin. */
const orders = Number(process.env['ORDERS'] ?? 4);
const only = process.env['ORDER'];
const first = Number(only ?? process.env['FIRST_ORDER'] ?? 0);

const configuration = exampleConfiguration();
const catalogue = catalogueOf(resourceTypes, controls, configuration);
const clock = { now: () => theDayAfter };
const judging = { clock, saved: { state: () => undefined }, catalogue, configuration };

const events: readonly Event[] = (await weekDeliveries()).map(({ body }) => {
  const taken = intake(JSON.parse(body), catalogue);
  if ('event' in taken) return taken.event;
  throw new Error('quarantine' in taken ? taken.quarantine : 'outside');
});

const storeOver = (handle: Handle): Store =>
  dynamoStore({
    table: 'sagewatch',
    client: directClientOf(handle),
    clock,
    sleep: () => new Promise((resolve) => void setImmediate(resolve)),
  });

/** The week shuffled, with a twentieth of it once more, as it is taken from a queue: a few or some hundreds at a time. */
const queueOf = (random: Random): Event[][] => {
  const again = events.filter(() => random.below(20) === 0);
  const shuffled = [...events, ...again]
    .map((event) => ({ event, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event);
  const largest = random.pick([200, 400, 800]);
  const queue: Event[][] = [];
  for (let from = 0; from < shuffled.length;) {
    const size = 1 + random.below(largest);
    queue.push(shuffled.slice(from, from + size));
    from += size;
  }
  return queue;
};

/** Several workers, each with a store of its own, take from one queue; what fails comes again, to whoever takes it then. */
const workedOff = async (order: number) => {
  const random = randomOf(`workers ${order}`);
  const queue = queueOf(random);
  const dynamo = fakeDynamo();
  const handle = interleaved(dynamo.handle, random);
  const workers = 2 + random.below(4);
  const counts = { evaluated: 0, failures: 0 };
  const work = async (): Promise<void> => {
    const store = storeOver(handle);
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      try {
        const { evaluated } = await assess(batch, [], { ...judging, store });
        counts.evaluated += evaluated;
      } catch (error) {
        if (++counts.failures > 200) throw error;
        queue.push(batch);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { kept: await held(storeOver(dynamo.handle)), evaluated: counts.evaluated };
};

test(
  'the week in any order, with repeats, by several workers at once ends with the same findings',
  { timeout: 120_000 + orders * 30_000 },
  async () => {
    const store = sqliteStore(':memory:');
    const inOrder = events.toSorted((a, b) => a.at - b.at);
    const { evaluated: once } = await assess(inOrder, [], { ...judging, store });
    const expected = soInTheEnd(await held(store));
    expect(expected.findings.length).toBeGreaterThan(50);
    for (let order = first; order < (only === undefined ? first + orders : first + 1); order++) {
      const { kept, evaluated } = await workedOff(order);
      expect(soInTheEnd(kept), `ORDER=${order}`).toEqual(expected);
      expect(untoldIn(kept), `ORDER=${order}`).toEqual([]);
      expect(evaluated, `ORDER=${order}`).toBe(once);
    }
  },
);
