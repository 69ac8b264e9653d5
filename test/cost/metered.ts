import { sizeOf } from '../../shared/adapters/aws/dynamo/attributes.ts';
import { dynamoStore, type DynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import type { WorkMessage } from '../../shared/app/service/messages.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import type { Configuration } from '../../shared/core/configuration.ts';
import type { Queue } from '../../shared/ports.ts';
import { clientOf, fakeDynamo } from '../adapters/dynamo/fake-dynamo.ts';

/** What was used of the table, and what was put into queues. */
export interface Used {
  requests: number;
  reads: number;
  writes: number;
  messages: number;
}

/** A queue that counts, and keeps what was put into it until somebody takes it. */
export const countingQueue = <Message>(onSent: (count: number) => void): Queue<Message> & { take(): Message[] } => {
  const kept: Message[] = [];
  return {
    send: async (messages) => {
      onSent(messages.length);
      kept.push(...messages);
    },
    take: () => kept.splice(0),
  };
};

/** The service on a table in memory whose every request and unit is counted, as a function that has run before finds it. */
export const meteredService = (configuration: Configuration, start: number) => {
  const fake = fakeDynamo();
  let now = start;
  let messages = 0;
  const clock = { now: () => now };
  const store: DynamoStore = dynamoStore({
    table: 'sagewatch',
    client: clientOf(fake.handle),
    clock,
    sleep: async () => {},
  });
  const queue = <Message>() => countingQueue<Message>((count) => void (messages += count));
  const work = queue<WorkMessage>();
  return {
    store,
    clock,
    work,
    queue,
    /** Everything that events are judged by. */
    assessing: {
      store,
      clock,
      saved: { state: () => undefined },
      catalogue: catalogueOf(resourceTypes, controls, configuration),
      configuration,
    },
    at: (moment: number) => {
      now = Math.max(now, moment);
    },
    /** Bytes of everything that the table holds. */
    held: () => fake.items().reduce((sum, item) => sum + sizeOf(item), 0),
    count: async <Result>(act: () => Promise<Result>): Promise<{ result: Result; used: Used }> => {
      const before = { ...fake.table.units, messages };
      const result = await act();
      const { requests, reads, writes } = fake.table.units;
      return {
        result,
        used: {
          requests: requests - before.requests,
          reads: reads - before.reads,
          writes: writes - before.writes,
          messages: messages - before.messages,
        },
      };
    },
  };
};

export type Metered = ReturnType<typeof meteredService>;

export const nothing: Used = { requests: 0, reads: 0, writes: 0, messages: 0 };

export const plus = (one: Used, other: Used): Used => ({
  requests: one.requests + other.requests,
  reads: one.reads + other.reads,
  writes: one.writes + other.writes,
  messages: one.messages + other.messages,
});

/** What each of so many costs on average. */
export const per = (used: Used, count: number): Used => ({
  requests: used.requests / count,
  reads: used.reads / count,
  writes: used.writes / count,
  messages: used.messages / count,
});
