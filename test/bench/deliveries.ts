import { performance } from 'node:perf_hooks';
import { wireDynamo } from '../../shared/adapters/aws/dynamo/client.ts';
import { dynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { deliver } from '../../shared/app/service/deliver.ts';
import type { Catalogue } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { Batch, Queue, Store } from '../../shared/ports.ts';
import { fakeDynamo } from '../adapters/dynamo/fake-dynamo.ts';

/** Tells how long somebody else was at work: while any of these calls is under way, the time is not ours. */
const awayTime = () => {
  let [under, since, sum] = [0, 0, 0];
  const during = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    if (under++ === 0) since = performance.now();
    try {
      return await call();
    } finally {
      if (--under === 0) sum += performance.now() - since;
    }
  };
  return { during, sum: () => sum };
};

type Away = ReturnType<typeof awayTime>;

/** The store and the batch in it, of which every call is time away. */
const away = <Target extends Store | Batch>(target: Target, { during }: Away): Target =>
  new Proxy(target, {
    get: (_, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        const answer = await during(async () => (await Reflect.apply(member, target, given)) as unknown);
        return name === 'begin' ? away(answer as Batch, { during, sum: () => 0 }) : answer;
      };
    },
  });

/** DynamoDB's part is played in memory, and is time away; what the adapter does to ask it is ours. */
const dynamoInMemory = ({ during }: Away): Store => {
  const { handle } = fakeDynamo();
  const client = wireDynamo({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    post: async (_, headers, text) =>
      during(async () => {
        const operation = (headers['x-amz-target'] ?? '').split('.')[1] ?? '';
        const { status, body } = await handle({ operation, input: JSON.parse(text) });
        return { status, headers: {}, body: JSON.stringify(body) };
      }),
    clock: systemClock,
    sleep: async () => {},
  });
  return dynamoStore({ table: 'bench', client, clock: systemClock, sleep: async () => {} });
};

const stores = {
  /** Our code between the calls of the store: taking in, judging, working out what is to be written. */
  own: (time: Away) => away(sqliteStore(':memory:'), time),
  /** The same with the adapter for DynamoDB, its packing and signing: all that the function computes. */
  ownWithAdapter: dynamoInMemory,
  /** With a whole store in memory. */
  withStoreInMemory: () => sqliteStore(':memory:'),
};

const work: Queue<unknown> = { send: async () => {} };

const microsecondsOf = async (
  records: readonly unknown[],
  catalogue: Catalogue,
  open: (time: Away) => Store,
): Promise<number[]> => {
  const time = awayTime();
  const store = open(time);
  const delivering = {
    store,
    clock: systemClock,
    saved: { state: () => undefined },
    catalogue,
    configuration: defaultConfiguration,
    work,
  };
  const times: number[] = [];
  for (const [index, record] of records.entries()) {
    const body = JSON.stringify(record);
    const [begun, before] = [performance.now(), time.sum()];
    await deliver({ id: String(index), body }, delivering);
    times.push((performance.now() - begun - (time.sum() - before)) * 1_000);
  }
  await store.close();
  return times;
};

/** Microseconds that each record costs when it comes alone, as evaluate gets it, by what of the store is counted. */
export const deliveries = async (records: readonly unknown[], catalogue: Catalogue, rounds: number) => {
  const times = { own: [] as number[], ownWithAdapter: [] as number[], withStoreInMemory: [] as number[] };
  // The first round warms it up, as the first batches of a function do.
  for (let round = -1; round < rounds; round++) {
    for (const name of ['own', 'ownWithAdapter', 'withStoreInMemory'] as const) {
      const each = await microsecondsOf(records, catalogue, stores[name]);
      if (round >= 0) times[name].push(...each);
    }
  }
  return times;
};
