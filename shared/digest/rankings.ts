import { actorName } from '../core/actor-name.ts';
import { bySeverity, compareCounts, compareTexts, grouped, rankOf } from './counting.ts';
import type { Digest } from './digest.ts';
import type { Stretch } from './standing.ts';
import { isIn, type Week } from './week.ts';

type Lines<Name extends 'noisiest' | 'actors' | 'workloads'> = Digest[Name]['listed'][number][];

/** The controls that opened most in the week. */
export const noisiestControls = (began: readonly Stretch[], titleOf: (id: string) => string): Lines<'noisiest'> =>
  [...grouped(began, ({ finding }) => finding.controlId)]
    .map(([controlId, stretches]) => ({
      controlId,
      title: titleOf(controlId),
      opened: stretches.length,
      resources: new Set(stretches.map(({ finding }) => finding.resource.arn)).size,
    }))
    .toSorted((a, b) => b.opened - a.opened || compareTexts(a.controlId, b.controlId));

/** Those by whose hand most of the gravest opened in the week: sessions of one person or role are one. */
export const riskiestActors = (began: readonly Stretch[]): Lines<'actors'> => {
  const byHand = began.filter(({ episode }) => episode.openedBy.actor !== undefined);
  return [...grouped(byHand, ({ episode }) => episode.openedBy.actor?.principal ?? '')]
    .map(([, stretches]) => ({
      // Of several sessions the last.
      name: actorName(stretches.toSorted((a, b) => b.episode.openedAt - a.episode.openedAt)[0]?.episode.openedBy.actor),
      opened: bySeverity(stretches.map(({ finding }) => finding)),
      controls: [...new Set(stretches.map(({ finding }) => finding.controlId))].toSorted(compareTexts),
    }))
    .toSorted((a, b) => compareCounts(a.opened, b.opened) || compareTexts(a.name, b.name));
};

/** The lasting things that start jobs, of which something is open or ran and failed in the week. */
export const failingWorkloads = (
  stretches: readonly Stretch[],
  open: readonly Stretch[],
  week: Week,
): Lines<'workloads'> => {
  const isOpen = new Set(open);
  const told = stretches.filter(
    (stretch) => stretch.finding.runs !== undefined && (isOpen.has(stretch) || isIn(week, stretch.episode.openedAt)),
  );
  return [...grouped(told, ({ finding }) => finding.resource.arn)]
    .flatMap(([, group]) => {
      const findings = [...new Map(group.map(({ finding }) => [finding.id, finding])).values()];
      const gravest = findings.toSorted((a, b) => rankOf(a.severity) - rankOf(b.severity))[0];
      if (!gravest) return [];
      const { resource, severity } = gravest;
      return [
        {
          name: resource.name,
          account: resource.account,
          region: resource.region,
          severity,
          findings: findings.length,
          runs: Math.max(...findings.map(({ count }) => count)),
          lastRun: Math.max(...findings.flatMap(({ runs = [], firstSeen }) => runs[0]?.at ?? firstSeen)),
        },
      ];
    })
    .toSorted((a, b) => rankOf(a.severity) - rankOf(b.severity) || b.runs - a.runs || compareTexts(a.name, b.name));
};
