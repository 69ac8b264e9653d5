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
}

const kilobytes = (bytes: number, each: number): number => Math.max(1, Math.ceil(bytes / (each * 1_024)));

/** The items of a table and of its indexes, and what it costs to use them. */
export const fakeTable = (definition: TableDefinition) => {
  const items = new Map<string, Item>();
  const partitions = new Map<string, Map<string, Item>>();
  const units: Units = { requests: 0, reads: 0, writes: 0, indexWrites: 0 };
  const keyNames = definition.KeySchema.map(({ AttributeName }) => AttributeName);
  const indexes = new Map<string, Index>(
    definition.GlobalSecondaryIndexes.map(({ IndexName, KeySchema }) => {
      const [hash = '', range = ''] = KeySchema.map(({ AttributeName }) => AttributeName);
      return [IndexName, { hash, range, names: [...keyNames, hash, range] }];
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
    const { pk } = keyOf(key);
    const partition = partitions.get(pk) ?? new Map<string, Item>();
    if (after) {
      items.set(text, after);
      partitions.set(pk, partition.set(text, after));
      return;
    }
    items.delete(text);
    partition.delete(text);
  };

  return {
    items,
    units,
    get: (key: Item): Item | undefined => items.get(keyText(keyOf(key))),
    /** Those that may be meant, in the order of the index, of which each entry has its item's keys only. */
    entries: (indexName: string | undefined, pk: string | undefined): { entry: Item; item: Item }[] => {
      const index = indexName === undefined ? undefined : indexes.get(indexName);
      if (indexName !== undefined && !index) throw new Error(`ValidationException: no index ${indexName}`);
      const all = index ? items : (partitions.get(pk ?? '') ?? new Map<string, Item>());
      const range = index?.range ?? 'sk';
      const entries: { entry: Item; item: Item }[] = [];
      for (const item of all.values()) {
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
