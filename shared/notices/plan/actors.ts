import type { Actor } from '../../core/change.ts';
import { currentEpisode, type Finding } from '../../core/finding.ts';
import { globMatches } from '../../core/glob.ts';
import type { NoticeSettings, PlannedChange } from '../../core/notice-settings.ts';

/** The ARN of the user or role behind an actor, without the session. */
export const identityOf = ({ principal, session }: Actor): string =>
  session === undefined ? principal : principal.slice(0, principal.lastIndexOf('/'));

/** Whether it was done by a role that automation uses: the exact ARN, since anybody may name a role like it. */
export const isAutomation = (actor: Actor | undefined, { automation }: Pick<NoticeSettings, 'automation'>): boolean =>
  actor !== undefined && automation.includes(identityOf(actor));

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
    .filter((planned) => planned.actor === null || (actor && globMatches(planned.actor, identityOf(actor))))
    .filter(({ resources }) => resources.some((pattern) => globMatches(pattern, arn) || globMatches(pattern, name)))
    .toSorted((a, b) => b.until - a.until)[0];
};
