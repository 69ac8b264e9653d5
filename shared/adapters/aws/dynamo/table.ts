import type { Clock, Sleep } from '../../../ports.ts';
import { namesIn, putOf, transactItemOf, updateOf, type Action } from './action.ts';
import { keyItem, keyOf, keyText, numberIn, type Item, type Key } from './attributes.ts';
import type { DynamoClient } from './client.ts';
import { failureOf, type Refusal } from './failure.ts';
import { slots } from './slots.ts';

/** What is asked of one partition of the table or of an index. */
export interface Query {
  index?: string;
  /** `#pk = :pk and begins_with(#sk, :sk)` */
  where: string;
  values: Item;
  /** How many items are read in one request at most. */
  page?: number;
  consistent?: true;
  newestFirst?: true;
}

export type Outcome = { kind: 'written' } | { kind: 'refused'; refusals: Refusal[] } | { kind: 'contended' };

/**
 * The table, as the store uses it. What has expired is not there, though DynamoDB may take days to remove it. Throttling and
 * faults are tried again; what is thrown is a failure for good.
 */
export interface Table {
  /** The items of some keys, in their order; read as they now are, unless `stale` reads will do. */
  getAll(keys: readonly Key[], stale?: 'stale'): Promise<(Item | undefined)[]>;
  query(query: Query): AsyncGenerator<Item>;
  count(query: Query): Promise<number>;
  put(item: Item): Promise<void>;
  /** All of them or none; more than one of them cost twice. */
  transact(actions: readonly Action[]): Promise<Outcome>;
}

export interface TableOptions {
  table: string;
  client: DynamoClient;
  clock: Clock;
  sleep: Sleep;
}

const keysInOneRequest = 100;
const underWay = 16;
const tries = 10;

export const openTable = ({ table, client, clock, sleep }: TableOptions): Table => {
  const slot = slots(underWay);
  /** Waits longer each time, and not as long as others do. */
  const pause = async (attempt: number) => sleep(Math.random() * Math.min(25 * 2 ** attempt, 2_000));
  const isThere = (item: Item): boolean => (numberIn(item, 'expires') ?? Infinity) * 1_000 > clock.now();

  const getSome = async (keys: readonly Key[], consistent: boolean): Promise<Item[]> => {
    const items: Item[] = [];
    let wanted = keys.map(keyItem);
    for (let attempt = 0; wanted.length > 0; attempt++) {
      const request = { RequestItems: { [table]: { Keys: wanted, ...(consistent && { ConsistentRead: true }) } } };
      const { Responses, UnprocessedKeys } = await slot(async () => client.ask('BatchGetItem', request));
      const found = Responses?.[table] ?? [];
      items.push(...found);
      wanted = UnprocessedKeys?.[table]?.Keys ?? [];
      if (wanted.length === 0) break;
      if (found.length > 0) attempt = 0;
      if (attempt >= tries) throw new Error(`DynamoDB does not answer for ${wanted.length} items of ${table}`);
      await pause(attempt);
    }
    return items;
  };

  const pages = async function* ({ index, where, values, page, consistent, newestFirst }: Query, count?: 'count') {
    let from: Item | undefined;
    do {
      const asked = {
        TableName: table,
        ...(index !== undefined && { IndexName: index }),
        KeyConditionExpression: where,
        ExpressionAttributeNames: namesIn(where),
        ExpressionAttributeValues: values,
        ...(page !== undefined && { Limit: page }),
        ...(consistent && { ConsistentRead: true }),
        ...(newestFirst && { ScanIndexForward: false }),
        ...(count && { Select: 'COUNT' as const }),
        ...(from && { ExclusiveStartKey: from }),
      };
      const {
        Items: items = [],
        Count: counted = 0,
        LastEvaluatedKey,
      } = await slot(async () => client.ask('Query', asked));
      yield { items, counted };
      from = LastEvaluatedKey;
    } while (from);
  };

  const send = async (actions: readonly Action[]): Promise<unknown> => {
    const [action] = actions;
    if (actions.length === 1 && action && !('check' in action)) {
      if ('put' in action) return client.ask('PutItem', putOf(table, action));
      if ('update' in action) return client.ask('UpdateItem', updateOf(table, action));
      return client.ask('DeleteItem', transactItemOf(table, action).Delete!);
    }
    const items = actions.map((each) => transactItemOf(table, each));
    return client.ask('TransactWriteItems', { TransactItems: items });
  };

  const transact = async (actions: readonly Action[]): Promise<Outcome> => {
    for (let attempt = 0; ; attempt++) {
      try {
        await slot(async () => send(actions));
        return { kind: 'written' };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'refused') return failure;
        if (failure.kind === 'other') throw error;
        if (attempt >= tries) {
          if (failure.kind === 'throttled') throw error;
          return { kind: 'contended' };
        }
        await pause(attempt);
      }
    }
  };

  return {
    getAll: async (keys, stale) => {
      const distinct = [...new Map(keys.map((key) => [keyText(key), key])).values()];
      const groups: Key[][] = [];
      for (let from = 0; from < distinct.length; from += keysInOneRequest) {
        groups.push(distinct.slice(from, from + keysInOneRequest));
      }
      const found = (await Promise.all(groups.map(async (group) => getSome(group, !stale)))).flat().filter(isThere);
      const byKey = new Map(found.map((item) => [keyText(keyOf(item)), item]));
      return keys.map((key) => byKey.get(keyText(key)));
    },
    query: async function* (query) {
      for await (const { items } of pages(query)) yield* items.filter(isThere);
    },
    count: async (query) => {
      let sum = 0;
      for await (const { counted } of pages(query, 'count')) sum += counted;
      return sum;
    },
    put: async (item) => {
      const { kind } = await transact([{ put: item }]);
      if (kind !== 'written') throw new Error(`an item of ${table} can't be written: others are always in the way`);
    },
    transact,
  };
};
