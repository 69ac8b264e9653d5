import type { Configuration } from '../../core/configuration.ts';
import { dueAt } from '../../core/due.ts';
import { currentEpisode, type Finding } from '../../core/finding.ts';
import type { Instant } from '../../core/instant.ts';
import type { TicketLink } from '../../core/ticket-link.ts';
import { covers, waiverOf } from '../../core/waiver.ts';

/** A finding with the date that was agreed on for it, if one was. */
export interface LinkedFinding {
  finding: Finding;
  link?: TicketLink | undefined;
}

/** What decides whether something is overdue. */
export interface Deadlines {
  configuration: Pick<Configuration, 'dueDays' | 'waivers'>;
  /** Other names of a control, under which a waiver may name it. */
  aliasesOf(controlId: string): readonly string[];
}

/** Whether an open finding should have been mended by now; what is waived should not. */
export const isOverdueNow = (
  { finding, link }: LinkedFinding,
  { configuration, aliasesOf }: Deadlines,
  now: Instant,
): boolean =>
  now > dueAt(finding, configuration, link?.dueAt) &&
  !waiverOf(finding, configuration.waivers, now, aliasesOf(finding.controlId));

/** Since when a finding is overdue: since it was due, or since the end of a waiver that covered it then. */
const overdueSince = (
  { finding, link }: LinkedFinding,
  { configuration, aliasesOf }: Deadlines,
  now: Instant,
): Instant =>
  Math.max(
    dueAt(finding, configuration, link?.dueAt),
    ...configuration.waivers
      .filter(({ until }) => until < now)
      .filter((waiver) => covers(waiver, finding, aliasesOf(finding.controlId)))
      .map(({ until }) => until),
  );

/** Whether a finding that is overdue now was not when it was last looked: at the very moment that it is due it is not yet. */
export const becameOverdue = (linked: LinkedFinding, deadlines: Deadlines, lookedAt: Instant, now: Instant): boolean =>
  overdueSince(linked, deadlines, now) >= lookedAt;

/** The ids of findings, those that one change has opened together: people are reminded of them in one notice. */
export const byChange = (findings: readonly Finding[]): readonly (readonly [string, ...string[]])[] =>
  [...Map.groupBy(findings, (finding) => currentEpisode(finding)?.openedBy.eventId || finding.id).values()].map(
    (together) => together.map(({ id }) => id) as [string, ...string[]],
  );
