import type { Catalogue } from '../core/catalogue.ts';
import { compareChanges, comparePositions, positionOf, type Change, type Position } from '../core/change.ts';
import type { Configuration } from '../core/configuration.ts';
import type { Finding } from '../core/finding.ts';
import type { Instant } from '../core/instant.ts';
import type { Known } from '../core/known.ts';
import { reachOf } from '../core/related.ts';
import { resourceKey } from '../core/resource-ref.ts';
import { expired } from '../core/state-life.ts';
import { sweep, type World } from '../core/sweep.ts';
import type { Batch, ReferenceEdge, Saved, Snapshot } from '../ports.ts';
import { edgesOf } from './world.ts';

/** A resource told anew from a moment on: its present, the findings that it touched, and how those stood before. */
export interface Retold {
  key: string;
  since: Instant;
  known: Known | undefined;
  findings: readonly Finding[];
  /** The same before time ended any of them: as they stood at the latest change. */
  standing: readonly Finding[];
  before: readonly Finding[];
}

export interface Retelling {
  catalogue: Catalogue;
  configuration: Configuration;
  /** Names the controls and the configuration (`SweepOptions.version`). */
  version?: string | undefined;
  saved: Saved;
  latest: Instant | undefined;
}

/** A history as far as it is needed: from the last snapshot before a moment, with the changes of this batch. */
interface Tail {
  snapshot: Snapshot | undefined;
  changes: readonly Change[];
}

type TailOf = (key: string, moment: Instant) => Promise<Tail>;

const tails = (fresh: readonly Change[], batch: Batch): TailOf => {
  const freshOf = Map.groupBy(fresh, ({ resource }) => resourceKey(resource));
  return async (key, moment) => {
    const snapshot = await batch.snapshotBefore(key, moment);
    const later = await batch.history(key, snapshot?.known.seen);
    return { snapshot, changes: [...later, ...(freshOf.get(key) ?? [])] };
  };
};

const edgesIn = ({ snapshot, changes }: Tail, catalogue: Catalogue): ReferenceEdge[] => [
  ...edgesOf(changes, catalogue),
  ...(snapshot ? edgesOf([snapshot.known], catalogue) : []),
];

/** What a resource refers to, or did since a moment, with what that refers to in turn: their keys. */
const referredSince = async (
  own: Tail,
  moment: Instant,
  tailOf: TailOf,
  catalogue: Catalogue,
): Promise<Map<string, Tail>> => {
  const found = new Map<string, Tail>();
  const reach = reachOf(catalogue);
  let frontier = new Set(edgesIn(own, catalogue).map(({ to }) => to));
  for (let depth = 0; depth < reach && frontier.size > 0; depth++) {
    const next = new Set<string>();
    for (const key of frontier) {
      const tail = await tailOf(key, moment);
      found.set(key, tail);
      for (const { to } of edgesIn(tail, catalogue)) if (!found.has(to)) next.add(to);
    }
    frontier = next;
  }
  return found;
};

const isBehind = (change: Change, place: Position): boolean => comparePositions(positionOf(change), place) > 0;

/**
 * Tells a resource anew after something turned out to have happened before what was known of it: from the last snapshot
 * before the first of what is new, so that the cost does not grow with all that ever happened to it.
 */
export const retell = async (
  key: string,
  fresh: readonly Change[],
  batch: Batch,
  { catalogue, configuration, saved, latest }: Retelling,
  /** As if these had not come: as it would have been told with these controls and this configuration alone. */
  without?: 'without what is fresh',
): Promise<Retold> => {
  // Whatever made it late, a change of its own or of what it refers to, is not before this.
  const first = fresh.reduce((least, { order }) => Math.min(least, order), Infinity);
  const tailOf = tails(without ? [] : fresh, batch);
  const own = await tailOf(key, first);
  const { snapshot } = own;
  const start = snapshot?.known.seen;
  const since = start?.order ?? -Infinity;
  const referred = await referredSince(own, since, tailOf, catalogue);
  const others = [...referred.values()].flatMap(({ changes }) => changes);
  const referrers = new Map<string, Set<string>>();
  for (const { from, to, role } of [own, ...referred.values()].flatMap((tail) => edgesIn(tail, catalogue))) {
    if (catalogue.followedRoles.has(role)) referrers.set(to, (referrers.get(to) ?? new Set()).add(from));
  }

  const world: World = {
    known: new Map([...referred].flatMap(([to, tail]) => (tail.snapshot ? [[to, tail.snapshot.known] as const] : []))),
    findings: new Map(),
    referrers: (to) => referrers.get(to) ?? [],
    saved: (resource) => saved.state(resource),
  };
  const options = { catalogue, configuration, judges: (each: string) => each === key };
  // First what it refers to is brought to where the snapshot stands, then all go on together.
  const earlier = start ? others.filter((change) => !isBehind(change, start)) : [];
  sweep(world, earlier.toSorted(compareChanges), { ...options, judges: () => false });
  if (snapshot) {
    world.known.set(key, snapshot.known);
    world.findings.set(key, [...snapshot.findings]);
  }
  const rest = start ? others.filter((change) => isBehind(change, start)) : others;
  sweep(world, [...own.changes, ...rest].toSorted(compareChanges), { ...options, latest });

  const standing = world.findings.get(key) ?? [];
  const findings = standing.map((finding) => (latest === undefined ? undefined : expired(finding, latest)) ?? finding);
  const before = await batch.findingsOf(
    key,
    since,
    findings.map(({ id }) => id),
  );
  return { key, since, known: world.known.get(key), findings, standing, before };
};
