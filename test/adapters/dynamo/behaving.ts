import { dynamoStore, type DynamoStore } from '../../../shared/adapters/aws/dynamo/store.ts';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import type { Assessed } from '../../../shared/app/assess.ts';
import { minutes } from '../../../shared/core/instant.ts';
import type { TrailRecord } from '../../../shared/core/trail-record.ts';
import type { Store } from '../../../shared/ports.ts';
import { watchdog } from '../../fixtures/watchdog.ts';
import { clientOf, type Handle } from './fake-dynamo.ts';

/** A table that nobody has used yet. */
export interface NewTable {
  table: string;
  handle: Handle;
  /** Another table with the same in it, where that is quickly made. */
  fork?: (() => NewTable) | undefined;
}

const clock = { now: () => Date.parse('2026-11-20T12:00:00Z') };
/** Lets others go on, without the wait. */
const sleep = async (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A store on a table. Its transactions are small unless told otherwise: what is large is then soon reached. */
export const storeOn = (
  { table }: NewTable,
  handle: Handle,
  { now = clock.now(), mostActions = 20 }: { now?: number; mostActions?: number } = {},
): DynamoStore => dynamoStore({ table, client: clientOf(handle), clock: { now: () => now }, sleep, mostActions });

/** Some time later: who is still at something then is dead. */
export const later = clock.now() + minutes(15);

export type Told = readonly TrailRecord[];

const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
const sorted = <Value>(values: readonly Value[], nameOf: (value: Value) => string): Value[] =>
  plain(values.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)));

/** All that a store holds of a story, in an order that does not depend on the store. */
export const held = async (store: Store) => ({
  findings: sorted(await Array.fromAsync(store.findings({})), ({ id }) => id),
  resources: sorted(
    (await store.resources('*')).map(({ seen: _, ...known }) => known),
    ({ resource }) => resource.arn,
  ),
  transitions: sorted(await Array.fromAsync(store.transitionsSince(0)), ({ id }) => id),
  pending: sorted(await store.pendingTransitions(10_000), ({ id }) => id),
  latest: await store.latest(),
});

/** What is so in the end: it does not depend on who was first. What was told on the way does. */
export const soInTheEnd = ({ findings, resources, latest }: Awaited<ReturnType<typeof held>>) => ({
  findings,
  resources,
  latest,
});

export const heldAfter = async (store: Store, batches: readonly Told[]) => {
  const dog = watchdog({ store });
  for (const batch of batches) await dog.feed(...batch);
  return held(store);
};

export const inSqlite = async (batches: readonly Told[]) => heldAfter(sqliteStore(':memory:'), batches);
export const oneByOne = (records: Told): Told[] => records.map((each) => [each]);

/** Feeds a batch as a queue does: what fails comes again. */
export const delivered = async (storeFor: () => Store, batch: Told, times: number): Promise<Assessed> => {
  for (let time = 1; ; time++) {
    try {
      return await watchdog({ store: storeFor() }).feed(...batch);
    } catch (error) {
      if (time >= times) throw error;
    }
  }
};

/** A table to which a story was told; forked where that is quick, told anew otherwise. */
export const preparedBy = async (make: () => Promise<NewTable>, before: readonly Told[]) => {
  const tell = async (): Promise<NewTable> => {
    const made = await make();
    for (const batch of before) await watchdog({ store: storeOn(made, made.handle) }).feed(...batch);
    return made;
  };
  const first = await tell();
  return async (): Promise<NewTable> => first.fork?.() ?? tell();
};

/** So many of the requests of a writer, spread over all of them: the first is 1. */
export const momentsOf = (count: number, most: number): number[] => {
  const step = Math.max(1, count / most);
  return Array.from({ length: Math.min(count, most) }, (_, index) => 1 + Math.floor(index * step));
};
