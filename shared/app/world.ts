import type { Catalogue } from '../core/catalogue.ts';
import type { Change } from '../core/change.ts';
import { patched } from '../core/known.ts';
import { reachOf, referencesOf } from '../core/related.ts';
import { resourceKey } from '../core/resource-ref.ts';
import type { World } from '../core/sweep.ts';
import type { Batch, ReferenceEdge, Saved } from '../ports.ts';

/** The references that changes, or the states they led to, make; each once. */
export const edgesOf = (
  changes: readonly Pick<Change, 'resource' | 'state'>[],
  catalogue: Catalogue,
): ReferenceEdge[] => {
  const edges = new Map<string, ReferenceEdge>();
  for (const { resource, state } of changes) {
    if (!catalogue.types.get(resource.type)?.references) continue;
    // What is added to a known map may refer to something too.
    for (const { role, resource: to } of referencesOf(catalogue, resource, patched({}, state))) {
      const edge = { from: resourceKey(resource), role, to: resourceKey(to) };
      edges.set(`${edge.from}\n${role}\n${edge.to}`, edge);
    }
  }
  return [...edges.values()];
};

/** Reads what a sweep of these changes can touch or look at: their resources, who refers to them, what those refer to. */
export const worldFor = async (
  changes: readonly Change[],
  batch: Batch,
  catalogue: Catalogue,
  saved: Saved,
  alsoWanted: readonly string[] = [],
): Promise<{ world: World; references: readonly ReferenceEdge[] }> => {
  const references = edgesOf(changes, catalogue);
  const referrers = new Map<string, Set<string>>();
  const refer = ({ from, to }: ReferenceEdge) => {
    const known = referrers.get(to);
    if (known) known.add(from);
    else referrers.set(to, new Set([from]));
  };
  for (const edge of references) if (catalogue.followedRoles.has(edge.role)) refer(edge);

  const touched = new Set(
    changes.filter(({ effect }) => effect !== 'act').map(({ resource }) => resourceKey(resource)),
  );
  const reach = reachOf(catalogue);
  let frontier = touched;
  for (let depth = 0; depth < reach && frontier.size > 0; depth++) {
    const next = new Set<string>();
    // All at once: a store far away is asked once a step, not once a resource.
    const found = await Promise.all([...frontier].map(async (key) => batch.referrers(key)));
    for (const edge of found.flat()) if (catalogue.followedRoles.has(edge.role)) refer(edge);
    for (const key of frontier) {
      for (const referrer of referrers.get(key) ?? []) if (!touched.has(referrer)) next.add(referrer);
    }
    for (const key of next) touched.add(key);
    frontier = next;
  }

  const world: World = {
    known: new Map(),
    findings: new Map(),
    referrers: (key) => referrers.get(key) ?? [],
    saved: (resource) => saved.state(resource),
  };
  const loaded = new Set<string>();
  let wanted = new Set([
    ...alsoWanted,
    ...touched,
    ...changes.map(({ resource }) => resourceKey(resource)),
    ...references.map(({ to }) => to),
  ]);
  for (let depth = 0; depth <= reach && wanted.size > 0; depth++) {
    const kept = await batch.kept([...wanted]);
    for (const key of wanted) loaded.add(key);
    const next = new Set<string>();
    for (const [key, { known, findings }] of kept) {
      world.known.set(key, known);
      world.findings.set(key, findings);
      for (const { resource: to } of referencesOf(catalogue, known.resource, known.state)) next.add(resourceKey(to));
    }
    wanted = new Set([...next].filter((key) => !loaded.has(key)));
  }
  return { world, references };
};
