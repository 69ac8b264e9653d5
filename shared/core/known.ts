import { positionOf, type Call, type Change, type Position } from './change.ts';
import type { Reason } from './finding.ts';
import { isoOf, minutes, type Instant } from './instant.ts';
import { type KnownMap, withEntries } from './known-map.ts';
import type { ResourceRef } from './resource-ref.ts';
import { isMembers, type Members } from './trail-record.ts';

/** What is known of a resource at a moment. */
export interface Known {
  resource: ResourceRef;
  /** Undefined: it was only heard of, by a reference or an activity. */
  exists: boolean | undefined;
  /** A create after a delete is another resource under the same name: counted from 0. */
  incarnation: number;
  createdAt: Instant | undefined;
  /** Was seen in a final state, in this incarnation. A creation that fails never was. */
  settled: boolean;
  /** Something asynchronous is under way: what it states may open findings, but does not resolve any. */
  pending: string | undefined;
  state: Members;
  /** When a record last told of a change of it. */
  told: Instant | undefined;
  /** When to judge it again though nothing may happen to it, and on account of which call. */
  judgeAgain: { at: Instant; eventId: string; call: Call | undefined } | undefined;
  /** What controls would have to know to decide of it, by control; those that decided are not in it. */
  undecided?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Why AWS did not answer when it was last asked, and since when it has been so; absent: it answered, or was not asked. */
  unread?: { reason: string; permission: string; since: Instant } | undefined;
  /** By which controls and configuration all of it was last judged, where that was told (`SweepOptions.version`). */
  judgedBy?: string | undefined;
  /** How many changes it has seen, over all incarnations. */
  changes: number;
  /** The latest place in the order that it was changed or judged at. */
  seen: Position | undefined;
}

/** Whether something about a resource could not be decided, or it could not be read. */
export const isUndecided = ({ undecided, unread }: Known): boolean => undecided !== undefined || unread !== undefined;

/** Reads are eventually consistent: one can still say what a record of the last minutes has changed. */
export const readLag = minutes(15);

export const heardOf = (resource: ResourceRef): Known => ({
  resource,
  exists: undefined,
  incarnation: 0,
  createdAt: undefined,
  settled: false,
  pending: undefined,
  state: {},
  told: undefined,
  judgeAgain: undefined,
  changes: 0,
  seen: undefined,
});

/** A change applied to what was known; `ends`: why the findings that were open before it are over. */
export interface Applied {
  after: Known;
  ends?: Extract<Reason, 'deleted' | 'never-existed'>;
}

/** Members that a change states replace; `+member` adds to and takes away from a known map. */
export const patched = (state: Members, patch: Members): Members => {
  const after: Members = { ...state };
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('+')) {
      const member = name.slice(1);
      after[member] = withEntries(
        after[member] as KnownMap<unknown> | undefined,
        value as KnownMap<unknown>['entries'],
      );
    } else after[name] = value;
  }
  return after;
};

const waiting = ({ call, at }: Change): string =>
  `${call?.name ?? 'a change'} was called ${isoOf(at)} and is not confirmed yet`;

const answered = ({ unread: _, ...known }: Known): Known => known;

/** What ended has nothing that is under way, undecided or unread. */
const ended = (before: Known, seen: Position): Known => ({
  ...answered(before),
  exists: false,
  pending: undefined,
  undecided: undefined,
  state: {},
  seen,
});

const reborn = (before: Known): Known => ({ ...heardOf(before.resource), incarnation: before.incarnation + 1 });

const readsAndNotes = new Set<Change['effect']>(['observe', 'absent', 'failed', 'act', 'acknowledge']);

const isKnownMap = (value: unknown): value is KnownMap<unknown> =>
  isMembers(value) && typeof value['complete'] === 'boolean' && isMembers(value['entries']);

/** A state with what else is known of it: it outranks nothing, but completes maps of which only some entries were told. */
export const filledIn = (state: Members, saved: Members): Members => {
  const filled: Members = { ...saved, ...state };
  for (const [name, value] of Object.entries(state)) {
    const other = saved[name];
    if (isKnownMap(value) && !value.complete && isKnownMap(other)) {
      filled[name] = { complete: other.complete, entries: { ...other.entries, ...value.entries } };
    }
  }
  return filled;
};

/** What is known after a change; pure, and the only place that says what an effect means. */
export const applied = (known: Known, change: Change): Applied => {
  const before = change.isRead ? answered(known) : known;
  const isTooFresh = change.isRead && before.told !== undefined && before.told > change.order - readLag;
  const changes = before.changes + 1;
  if (isTooFresh && change.effect !== 'failed') return { after: { ...withRead(before, change), changes } };
  const { after: effect, ...rest } = effectOf(before, change);
  const after = { ...effect, changes };
  return readsAndNotes.has(change.effect) ? { after, ...rest } : { after: { ...after, told: change.order }, ...rest };
};

/** A read so soon after a record tells what no record did, and nothing else: not even that something is gone. */
const withRead = (before: Known, change: Change): Known => ({
  ...before,
  state: before.exists ? filledIn(before.state, patched({}, change.state)) : before.state,
  seen: positionOf(change),
});

const effectOf = (before: Known, change: Change): Applied => {
  const { effect, at, asynchronous, state } = change;
  const seen = positionOf(change);
  const pending = asynchronous ? waiting(change) : undefined;
  const gone = before.exists === false;

  switch (effect) {
    case 'create': {
      if (before.exists && change.mayExist) return { after: { ...before, seen } };
      const fresh = before.exists === undefined ? before : reborn(before);
      return {
        after: {
          ...fresh,
          resource: change.resource,
          exists: true,
          createdAt: at,
          settled: !asynchronous,
          pending,
          state: patched({}, state),
          seen,
        },
        // The name can only be taken again when the former one is gone, whether we heard of its end or not.
        ...(before.exists && { ends: 'deleted' as const }),
      };
    }
    case 'put':
    case 'update': {
      const base = gone ? reborn(before) : before;
      const kept = base.pending && !asynchronous ? base.pending : pending;
      return {
        after: {
          ...base,
          exists: true,
          settled: base.settled || base.exists === undefined,
          pending: kept,
          state: patched(base.state, state),
          seen,
        },
      };
    }
    case 'run':
      return { after: { ...before, exists: true, settled: true, state: patched({}, state), seen } };
    case 'delete':
      if (asynchronous) return { after: { ...before, exists: before.exists ?? true, pending, seen } };
      return { after: ended(before, seen), ends: 'deleted' };
    case 'observe': {
      const base = gone ? reborn(before) : before;
      return {
        after: {
          ...base,
          exists: true,
          settled: base.settled || !asynchronous,
          pending: asynchronous ? base.pending : undefined,
          state: patched(base.state, state),
          seen,
        },
      };
    }
    case 'absent':
      return { after: ended(before, seen), ends: 'deleted' };
    case 'failed':
      if (before.settled) return { after: { ...before, seen } };
      return { after: ended(before, seen), ends: 'never-existed' };
    case 'act':
    case 'acknowledge':
      return { after: { ...before, seen } };
  }
};
