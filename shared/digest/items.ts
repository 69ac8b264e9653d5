import { actorName } from '../core/actor-name.ts';
import type { Control } from '../core/control.ts';
import type { Instant } from '../core/instant.ts';
import { compareTexts, rankOf } from './counting.ts';
import type { Item } from './digest.ts';
import { dueOf, waiverAt, type Judging, type Stretch } from './standing.ts';

/** Makes items of lists of stretches, as they stood at a moment. */
export const itemsAt =
  (moment: Instant, judging: Judging, titleOf: (controlId: string) => string) =>
  (stretch: Stretch): Item => {
    const { finding, episode } = stretch;
    const { resource, placement } = finding;
    return {
      findingId: finding.id,
      severity: finding.severity,
      controlId: finding.controlId,
      controlTitle: titleOf(finding.controlId),
      resource: { arn: resource.arn, name: resource.name },
      account: resource.account,
      region: resource.region,
      environment: placement.environment,
      owner: placement.owner,
      message: finding.message,
      openedAt: episode.openedAt,
      openedBy: actorName(episode.openedBy.actor),
      ...(episode.resolvedAt !== undefined && { resolvedAt: episode.resolvedAt, reason: episode.reason }),
      dueAt: dueOf(stretch, judging),
      waived: waiverAt(stretch, moment, judging) !== undefined,
    };
  };

/** The titles of controls; one that there is no more has only its id. */
export const titlesOf = (controls: readonly Control[]): ((controlId: string) => string) => {
  const titles = new Map<string, string>(controls.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? id;
};

/** The gravest first, then what opened first. */
export const byGravity = (a: Stretch, b: Stretch): number =>
  rankOf(a.finding.severity) - rankOf(b.finding.severity) ||
  a.episode.openedAt - b.episode.openedAt ||
  compareTexts(a.finding.id, b.finding.id);
