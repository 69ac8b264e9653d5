import type { Digest, List, WaiverLine } from '../digest.ts';
import { cell, left, paragraph, right, type Block, type Section } from '../document.ts';
import { dateOf, numberOf, plural } from '../words.ts';

const table = (title: string, { listed, more }: List<WaiverLine>, timeZone: string): Block[] =>
  listed.length === 0
    ? []
    : [
        {
          kind: 'table',
          columns: [left(title), left('What for'), right('Open findings')],
          rows: listed.map(({ until, control, resource, type, reason, requester, approver, ticket, covers }) => [
            cell(dateOf(until, timeZone), undefined, ticket ?? undefined),
            cell(
              `${control} for ${resource}`,
              undefined,
              `${type.replaceAll('-', ' ')}: ${reason} Asked for by ${requester}, approved by ${approver}.`,
            ),
            cell(numberOf(covers)),
          ]),
          ...(more > 0 && { more: `and ${numberOf(more)} more` }),
        },
      ];

/** Which waivers hold, and which of them somebody has to think of. */
export const waiverSection = ({ waivers, now, week: { timeZone } }: Digest): Section => {
  const { inForce, ending, expired, notes } = waivers;
  const waived = Object.values(now.standing.waived).reduce((total, each) => total + each, 0);
  const quiet = ending.listed.length + expired.listed.length === 0;
  return {
    title: 'Waivers',
    blocks: [
      paragraph(
        `${plural(inForce, 'waiver')} in force, covering ${plural(waived, 'open finding')}.${quiet ? ' None ends within 14 days, none has ended.' : ''}`,
      ),
      ...table('Ends within 14 days', ending, timeZone),
      ...table('Ended', expired, timeZone),
      ...notes.map((note) => paragraph(`${note}.`, 'quiet')),
    ],
  };
};
