import type { Catalogue } from '../core/catalogue.ts';
import { compareChanges, comparePositions, positionOf, type Change } from '../core/change.ts';
import { reachOf } from '../core/related.ts';
import { resourceKey } from '../core/resource-ref.ts';
import type { Batch, Store } from '../ports.ts';
import { eventKey, type Event } from './event.ts';
import { edgesOf } from './world.ts';

/** Who refers to some resources, or to what refers to them: with the resources themselves. */
const withReferrers = async (keys: readonly string[], batch: Batch, reach: number): Promise<Set<string>> => {
  const found = new Set(keys);
  let frontier = [...found];
  for (let depth = 0; depth < reach && frontier.length > 0; depth++) {
    const edges = (await Promise.all(frontier.map(async (key) => batch.referrers(key)))).flat();
    frontier = [...new Set(edges.map(({ from }) => from))].filter((key) => !found.has(key));
    for (const key of frontier) found.add(key);
  }
  return found;
};

/**
 * What a store knows from before an event of what the event is about, of what that refers to and of what refers to it: as
 * the events that it came from. Assessed in their order, they give what was known when the event happened.
 */
export const eventsBefore = async (
  { changes: own }: Pick<Event, 'changes'>,
  store: Pick<Store, 'begin'>,
  catalogue: Catalogue,
): Promise<readonly Event[]> => {
  const [first] = own.toSorted(compareChanges);
  if (!first) return [];
  const place = positionOf(first);
  const ids = new Set(own.map(({ eventId }) => eventId));
  const isBefore = (change: Change) => !ids.has(change.eventId) && comparePositions(positionOf(change), place) < 0;
  const reach = reachOf(catalogue);
  const batch = await store.begin([]);
  try {
    const keys = await withReferrers(
      own.map(({ resource }) => resourceKey(resource)),
      batch,
      reach,
    );
    const before: Change[] = [];
    let frontier = [...keys];
    for (let depth = 0; depth <= reach && frontier.length > 0; depth++) {
      const told = (await Promise.all(frontier.map(async (key) => batch.history(key)))).flat().filter(isBefore);
      before.push(...told);
      const referred = edgesOf(depth === 0 ? [...told, ...own] : told, catalogue).map(({ to }) => to);
      frontier = [...new Set(referred)].filter((key) => !keys.has(key));
      for (const key of frontier) keys.add(key);
    }
    const byEvent = Map.groupBy(before.toSorted(compareChanges), ({ eventId }) => eventId);
    return [...byEvent].map(([id, changes]) => ({
      key: eventKey(id),
      at: changes[0]?.at ?? first.at,
      class: 'evaluated' as const,
      changes,
    }));
  } finally {
    await batch.abandon();
  }
};
