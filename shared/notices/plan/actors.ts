import { arnsOf, namesActor } from '../../core/actor-arns.ts';
import type { Actor } from '../../core/change.ts';
import { currentEpisode, type Finding } from '../../core/finding.ts';
import { globMatches } from '../../core/glob.ts';
import type { NoticeSettings, PlannedChange } from '../../core/notice-settings.ts';

/** Whether it was done by a role that automation uses: the exact ARN, since anybody may name a role like it. */
export const isAutomation = (actor: Actor | undefined, { automation }: Pick<NoticeSettings, 'automation'>): boolean =>
  actor !== undefined && arnsOf(actor).some((arn) => automation.includes(arn));

/** The announced change that opened a finding, if one did: by actor, resource and time. Of several the one that ends last. */
export const plannedChangeOf = (
  finding: Finding,
  { plannedChanges }: Pick<NoticeSettings, 'plannedChanges'>,
): PlannedChange | undefined => {
  const episode = currentEpisode(finding);
  const { arn, name } = finding.resource;
  const actor = episode?.openedBy.actor;
  const openedAt = episode?.openedAt ?? finding.firstSeen;
  return plannedChanges
    .filter(({ from, until }) => openedAt >= from && openedAt <= until)
    .filter((planned) => planned.actor === null || (actor && namesActor(planned.actor, actor)))
    .filter(({ resources }) => resources.some((pattern) => globMatches(pattern, arn) || globMatches(pattern, name)))
    .toSorted((a, b) => b.until - a.until)[0];
};
