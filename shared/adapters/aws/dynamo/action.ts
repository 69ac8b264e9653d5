import type { Put, TransactWriteItem, Update } from '@aws-sdk/client-dynamodb';
import { keyItem, sizeOf, type Item, type Key } from './attributes.ts';

/** A condition or an update, as DynamoDB writes it: names of attributes with `#`, values with `:`. */
export interface Expressed {
  when?: string | undefined;
  values?: Item | undefined;
  /** About how many bytes the item has that is updated or looked at. */
  weighs?: number | undefined;
}

/** One write of one item, or a condition on one that is not written. Plain data: a commit can be stored to be finished later. */
export type Action = Expressed &
  ({ put: Item } | { update: Key; change: string } | { remove: Key } | { check: Key; when: string }) & {
    /** `claim`: a refusal tells what stands there. `insert`: what is there already stays, and nothing is wrong. */
    as?: 'claim' | 'insert';
  };

/** How many actions one transaction of DynamoDB takes. */
export const mostInTransaction = 100;
/** The limit is 4 MB of items; less, because an update is counted with what it leaves as it is. */
export const mostBytes = 2_500_000;

/** The names that expressions use: every one is written as `#name`, since many words are reserved. */
export const namesIn = (...expressions: readonly (string | undefined)[]): Record<string, string> | undefined => {
  const names = expressions.flatMap((expression) => expression?.match(/#\w+/g) ?? []);
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, name.slice(1)]));
};

const conditionOf = ({ when, values, as }: Action, change?: string) => {
  const names = namesIn(when, change);
  return {
    ...(when !== undefined && { ConditionExpression: when }),
    ...(names && { ExpressionAttributeNames: names }),
    ...(values && Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    ...(as === 'claim' && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
  };
};

/** The parameters of the request that does it alone, or of its part of a transaction. */
export const putOf = (table: string, action: Action & { put: Item }): Put => ({
  TableName: table,
  Item: action.put,
  ...conditionOf(action),
});

export const updateOf = (table: string, action: Action & { update: Key; change: string }): Update => ({
  TableName: table,
  Key: keyItem(action.update),
  UpdateExpression: action.change,
  ...conditionOf(action, action.change),
});

export const transactItemOf = (table: string, action: Action): TransactWriteItem => {
  if ('put' in action) return { Put: putOf(table, action) };
  if ('update' in action) return { Update: updateOf(table, action) };
  const condition = conditionOf(action);
  if ('remove' in action) return { Delete: { TableName: table, Key: keyItem(action.remove), ...condition } };
  return {
    ConditionCheck: { TableName: table, Key: keyItem(action.check), ...condition, ConditionExpression: action.when },
  };
};

/** About how many bytes an action adds to a transaction. */
export const bytesOf = (action: Action): number =>
  'put' in action ? sizeOf(action.put) : 200 + (action.weighs ?? 0) + (action.values ? sizeOf(action.values) : 0);

/** Sets of actions, of which each has to stay together, in as few groups as fit into one transaction each, in their order. */
export const transactionsOfSets = (sets: readonly Action[][], most: number): Action[][][] => {
  const groups: Action[][][] = [];
  let [group, count, bytes]: [Action[][], number, number] = [[], 0, 0];
  for (const set of sets) {
    const more = set.reduce((sum, action) => sum + bytesOf(action), 0);
    if (group.length > 0 && (count + set.length > most || bytes + more > mostBytes)) {
      groups.push(group);
      [group, count, bytes] = [[], 0, 0];
    }
    group.push(set);
    count += set.length;
    bytes += more;
  }
  if (group.length > 0) groups.push(group);
  return groups;
};

/** Actions in as few groups as fit into one transaction each, in their order. */
export const transactionsOf = (actions: readonly Action[], most: number): Action[][] =>
  transactionsOfSets(
    actions.map((action) => [action]),
    most,
  ).map((sets) => sets.flat());
