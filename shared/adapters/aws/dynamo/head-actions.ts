import type { Instant } from '../../../core/instant.ts';
import { transactionsOf, type Action, type Expressed } from './action.ts';
import { number, text, type Item, type Key } from './attributes.ts';
import { headSort } from './layout.ts';
import type { ResourcePlan } from './plan.ts';
import type { Head } from './standing.ts';

/** A resource that a batch has read, writes, or both. */
export interface Part {
  partition: string;
  /** As it was read. */
  head: Head;
  withReferences: boolean;
  plan?: ResourcePlan | undefined;
}

const headKey = (partition: string): Key => ({ pk: partition, sk: headSort });

/** The condition that a resource still is what it was when it was read. */
const unchanged = ({ head, withReferences }: Part) => {
  const clauses: string[] = [];
  const values: Item = {};
  const same = (name: string, value: number | undefined) => {
    if (value === undefined) return void clauses.push(`attribute_not_exists(#${name})`);
    clauses.push(`#${name} = :was_${name}`);
    values[`:was_${name}`] = number(value);
  };
  same('version', head.version);
  if (withReferences) same('referred', head.referred === 0 ? undefined : head.referred);
  return { when: clauses.join(' and '), values, weighs: head.body?.length ?? 0 };
};

/** What a plan makes of a head. */
const changeOf = ({ version, set, unset, referred }: ResourcePlan, alsoUnset: readonly string[] = []) => {
  const members: Item = { ...set, ...(version !== undefined && { version: number(version) }) };
  const names = Object.keys(members);
  const gone = [...unset, ...alsoUnset];
  return {
    change: [
      ...(names.length > 0 ? [`set ${names.map((name) => `#${name} = :${name}`).join(', ')}`] : []),
      ...(gone.length > 0 ? [`remove ${gone.map((name) => `#${name}`).join(', ')}`] : []),
      ...(referred > 0 ? ['add #referred :more'] : []),
    ].join(' '),
    values: {
      ...Object.fromEntries(names.map((name) => [`:${name}`, members[name]!])),
      ...(referred > 0 && { ':more': number(referred) }),
    },
  };
};

/** Writes a resource's head, or only holds that it is unchanged; never while somebody else has locked it. */
export const headAction = (part: Part): Action => {
  const { when, values, weighs } = unchanged(part);
  const condition = `attribute_not_exists(#lock) and ${when}`;
  if (!part.plan) return { check: headKey(part.partition), when: condition, values, weighs };
  const { change, values: changed } = changeOf(part.plan);
  return { update: headKey(part.partition), change, when: condition, values: { ...changed, ...values }, weighs };
};

/** Nothing is there, or only what has expired and was not removed yet. */
export const absent = (now: Instant): Expressed & { when: string } => ({
  when: '(attribute_not_exists(#pk) or #expires <= :now)',
  values: { ':now': number(Math.floor(now / 1_000)) },
});

/** Everything that is written of a resource but its head. */
export const itemActions = ({ puts, removes, inserts }: ResourcePlan, now: Instant): Action[] => [
  ...puts.map((item) => ({ put: item })),
  ...removes.map((key) => ({ remove: key })),
  ...inserts.map((item) => ({ put: item, ...absent(now), as: 'insert' as const })),
];

/** Locks a head as it was read for a commit in several transactions; again without harm. */
export const lockAction = (part: Part, commit: string): Action => {
  const { when, values, weighs } = unchanged(part);
  return {
    update: headKey(part.partition),
    weighs,
    change: 'set #lock = :lock',
    when: `(attribute_not_exists(#lock) or #lock = :lock) and ${when}`,
    values: { ...values, ':lock': text(commit) },
  };
};

/** Takes a commit's lock away, and nothing else. */
export const unlockAction = (partition: string, commit: string): Action => ({
  update: headKey(partition),
  change: 'remove #lock',
  when: '#lock = :lock',
  values: { ':lock': text(commit) },
});

/**
 * The transactions that write a locked resource. Each holds only while the commit's lock is there, and the last takes it away:
 * whoever comes late with an old plan writes nothing.
 */
export const lockedTransactions = (
  plan: ResourcePlan,
  commit: string,
  { now, mostActions }: { now: Instant; mostActions: number },
): Action[][] => {
  const lock = { ':lock': text(commit) };
  const { change, values } = changeOf(plan, ['lock']);
  const last: Action = {
    update: headKey(plan.partition),
    change,
    when: '#lock = :lock',
    values: { ...values, ...lock },
  };
  const groups = transactionsOf(itemActions(plan, now), mostActions - 1);
  const fence: Action = { check: headKey(plan.partition), when: '#lock = :lock', values: lock };
  return groups.length === 0
    ? [[last]]
    : groups.map((group, index) => [index === groups.length - 1 ? last : fence, ...group]);
};
