import { keyOf, keyText, sizeOf, type Item } from '../../../shared/adapters/aws/dynamo/attributes.ts';
import { compareValues } from './fake-expressions.ts';
import type { TableDefinition } from './table-definition.ts';

/** What was used of the table, counted as DynamoDB's documentation says. */
export interface Units {
  requests: number;
  reads: number;
  writes: number;
  /** Of the writes: what the indexes cost. */
  indexWrites: number;
}

interface Index {
  hash: string;
  range: string;
  names: string[];
  /** Keys of the items that stand, or once stood, in a partition of it. */
  partitions: Map<string, Set<string>>;
}

const kilobytes = (bytes: number, each: number): number => Math.max(1, Math.ceil(bytes / (each * 1_024)));

/** The items of a table and of its indexes, and what it costs to use them. */
export const fakeTable = (definition: TableDefinition, lags: () => boolean = () => false) => {
  const items = new Map<string, Item>();
  /** What stood there before the last write. */
  const former = new Map<string, Item | undefined>();
  const partitions = new Map<string, Set<string>>();
  const units: Units = { requests: 0, reads: 0, writes: 0, indexWrites: 0 };
  const keyNames = definition.KeySchema.map(({ AttributeName }) => AttributeName);
  const indexes = new Map<string, Index>(
    definition.GlobalSecondaryIndexes.map(({ IndexName, KeySchema }) => {
      const [hash = '', range = ''] = KeySchema.map(({ AttributeName }) => AttributeName);
      return [IndexName, { hash, range, names: [...keyNames, hash, range], partitions: new Map() }];
    }),
  );

  const entryOf = ({ hash, range, names }: Index, item: Item | undefined): Item | undefined =>
    item?.[hash] && item[range] ? Object.fromEntries(names.map((name) => [name, item[name]!])) : undefined;

  /** Keys only: an entry that stays as it is costs nothing, one that moves is removed and written. */
  const indexCost = (before: Item | undefined, after: Item | undefined): number => {
    let cost = 0;
    for (const index of indexes.values()) {
      const [was, is] = [entryOf(index, before), entryOf(index, after)];
      if (JSON.stringify(was) === JSON.stringify(is)) continue;
      for (const entry of [was, is]) if (entry) cost += kilobytes(sizeOf(entry), 1);
    }
    return cost;
  };

  const set = (key: Item, after: Item | undefined): void => {
    const text = keyText(keyOf(key));
    former.set(text, items.get(text));
    const { pk } = keyOf(key);
    partitions.set(pk, (partitions.get(pk) ?? new Set()).add(text));
    for (const { hash, partitions: own } of indexes.values()) {
      const name = after?.[hash]?.S;
      if (name !== undefined) own.set(name, (own.get(name) ?? new Set()).add(text));
    }
    if (after) items.set(text, after);
    else items.delete(text);
  };

  const stale = (text: string): Item | undefined => (former.has(text) && lags() ? former.get(text) : items.get(text));

  return {
    items,
    units,
    get: (key: Item): Item | undefined => items.get(keyText(keyOf(key))),
    getStale: (key: Item): Item | undefined => stale(keyText(keyOf(key))),
    /** Those that may be meant, in the order of the index, of which each entry has its item's keys only. */
    entries: (indexName: string | undefined, pk: string | undefined, isConsistent: boolean) => {
      const index = indexName === undefined ? undefined : indexes.get(indexName);
      if (indexName !== undefined && !index) throw new Error(`ValidationException: no index ${indexName}`);
      const keys = (index?.partitions ?? partitions).get(pk ?? '') ?? [];
      const range = index?.range ?? 'sk';
      const entries: { entry: Item; item: Item }[] = [];
      for (const key of keys) {
        const item = isConsistent ? items.get(key) : stale(key);
        if (!item) continue;
        const entry = index ? entryOf(index, item) : item;
        if (entry) entries.push({ entry, item });
      }
      return entries.toSorted((a, b) => compareValues(a.entry[range]!, b.entry[range]!));
    },
    countRead: (bytes: number, isConsistent: boolean): void => {
      units.reads += kilobytes(bytes, 4) * (isConsistent ? 1 : 0.5);
    },
    countWrite: (before: Item | undefined, after: Item | undefined, times: number): void => {
      const bytes = Math.max(before ? sizeOf(before) : 0, after ? sizeOf(after) : 0);
      const index = indexCost(before, after);
      units.writes += kilobytes(bytes, 1) * times + index;
      units.indexWrites += index;
    },
    /** A condition that is only looked at, or did not hold. */
    countCheck: (item: Item | undefined, times: number): void => {
      units.writes += kilobytes(item ? sizeOf(item) : 0, 1) * times;
    },
    set,
  };
};

export type FakeTable = ReturnType<typeof fakeTable>;
