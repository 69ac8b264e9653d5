import type { Catalogue } from '../core/catalogue.ts';
import { compareChanges, type Change } from '../core/change.ts';
import type { Configuration } from '../core/configuration.ts';
import type { Finding } from '../core/finding.ts';
import type { Instant } from '../core/instant.ts';
import type { Known } from '../core/known.ts';
import { referenceDepth } from '../core/related.ts';
import { resourceKey } from '../core/resource-ref.ts';
import { expired } from '../core/state-life.ts';
import { sweep, type World } from '../core/sweep.ts';
import type { Batch, Saved } from '../ports.ts';
import { edgesOf } from './world.ts';

/** A resource told anew from its whole history: its present, all its findings, and those it had before. */
export interface Retold {
  key: string;
  known: Known | undefined;
  findings: readonly Finding[];
  before: readonly Finding[];
}

/** The whole history of a resource and of all it ever referred to, with the changes of this batch in their places. */
const historyWithReferences = async (
  key: string,
  fresh: readonly Change[],
  batch: Batch,
  catalogue: Catalogue,
): Promise<Change[]> => {
  const histories = new Map<string, Change[]>();
  let frontier = new Set([key]);
  for (let depth = 0; depth <= referenceDepth && frontier.size > 0; depth++) {
    const next = new Set<string>();
    for (const each of frontier) {
      const history = [
        ...(await batch.history(each)),
        ...fresh.filter(({ resource }) => resourceKey(resource) === each),
      ];
      histories.set(each, history);
      for (const { to } of edgesOf(history, catalogue)) if (!histories.has(to)) next.add(to);
    }
    frontier = next;
  }
  return [...histories.values()].flat().toSorted(compareChanges);
};

/** Tells a resource anew after something turned out to have happened before what was known of it. */
export const retell = async (
  key: string,
  fresh: readonly Change[],
  batch: Batch,
  {
    catalogue,
    configuration,
    saved,
    latest,
  }: { catalogue: Catalogue; configuration: Configuration; saved: Saved; latest: Instant | undefined },
): Promise<Retold> => {
  const changes = await historyWithReferences(key, fresh, batch, catalogue);
  const referrers = new Map<string, Set<string>>();
  for (const { from, to, role } of edgesOf(changes, catalogue)) {
    if (catalogue.followedRoles.has(role)) referrers.set(to, (referrers.get(to) ?? new Set()).add(from));
  }
  const world: World = {
    known: new Map(),
    findings: new Map(),
    referrers: (to) => referrers.get(to) ?? [],
    saved: (resource) => saved.state(resource),
  };
  sweep(world, changes, { catalogue, configuration, latest, judges: (each) => each === key });
  const findings = (world.findings.get(key) ?? []).map(
    (finding) => (latest === undefined ? undefined : expired(finding, latest)) ?? finding,
  );
  return { key, known: world.known.get(key), findings, before: await batch.findingsOf(key) };
};
