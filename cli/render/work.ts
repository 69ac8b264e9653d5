import type { Configuration, Waiver } from '../../shared/core/configuration.ts';
import { dueAt, isOverdue } from '../../shared/core/due.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { isoOf, type Instant } from '../../shared/core/instant.ts';
import type { TicketLink } from '../../shared/core/ticket-link.ts';
import { line, type Paint } from './text.ts';
import { timeOf } from './words.ts';

/** Who mends a finding, in which ticket, and by when. */
export interface Work {
  ticket: string | undefined;
  assignee: string | undefined;
  /** Of what is open; overdue only where no waiver covers it. */
  due: { at: Instant; isAgreed: boolean; isOverdue: boolean } | undefined;
}

/** What is to be said of a finding's mending at a moment. */
export const workOf = (
  finding: Finding,
  {
    link,
    waiver,
    configuration,
    now,
  }: {
    link: TicketLink | undefined;
    waiver: Waiver | undefined;
    configuration: Pick<Configuration, 'dueDays'>;
    now: Instant;
  },
): Work => ({
  ticket: link?.ticket,
  assignee: link?.assignee,
  due:
    finding.status === 'open'
      ? {
          at: dueAt(finding, configuration, link?.dueAt),
          isAgreed: link?.dueAt !== undefined,
          isOverdue: !waiver && isOverdue(finding, configuration, now, link?.dueAt),
        }
      : undefined,
});

/** The same for programs. */
export const workJson = ({ ticket, assignee, due }: Work) => ({
  ...(ticket !== undefined && { ticket }),
  ...(assignee !== undefined && { assignee }),
  ...(due && { dueAt: isoOf(due.at), overdue: due.isOverdue }),
});

/** The same on lines of a page. */
export const workLines = ({ ticket, assignee, due }: Work, paint: Paint): string[] => [
  ...(ticket === undefined ? [] : [line`  Ticket ${ticket}`]),
  ...(assignee === undefined ? [] : [line`  Assignee ${assignee}`]),
  ...(due
    ? [
        line`  Due ${timeOf(due.at)}${due.isAgreed ? '' : ', by its severity'}${due.isOverdue ? line`, ${paint.bad('overdue')}` : ''}`,
      ]
    : []),
];
