import { spokenName } from '../../core/spoken.ts';
import type { Digest, Item, List } from '../digest.ts';
import { paragraph, type Block, type Entry, type Section } from '../document.ts';
import { dateOf, numberOf, plural, reasonWords, spanOf, timeOf } from '../words.ts';

/** What a list is about decides what is said of each of its findings. */
type About = 'opened' | 'resolved' | 'exposed' | 'open' | 'overdue';

const placeOf = ({ resource, account, region, environment }: Item): string =>
  `${spokenName(resource.name)} · ${[account, region, environment].filter((part) => part !== null && part !== '').join(' · ')}`;

const ownerOf = ({ owner }: Item): string => (owner === null ? 'no owner said' : `owner ${owner}`);

const momentsOf = (item: Item, about: About, { asOf, week: { timeZone } }: Digest): string => {
  const { openedAt, openedBy, resolvedAt = openedAt, reason, dueAt, waived } = item;
  const opened = `${timeOf(openedAt, timeZone)} by ${openedBy}`;
  const over = `${reason === undefined ? 'over' : reasonWords[reason]} after ${spanOf(resolvedAt - openedAt)}`;
  const due = asOf > dueAt ? `overdue since ${dateOf(dueAt, timeZone)}` : `due ${dateOf(dueAt, timeZone)}`;
  switch (about) {
    case 'opened':
      return `${opened} · ${item.resolvedAt === undefined ? (waived ? 'waived' : `${ownerOf(item)} · ${due}`) : over}`;
    case 'resolved':
      return `${over} · opened ${opened}`;
    case 'exposed':
      return `open for ${spanOf(resolvedAt - openedAt)} from ${opened}`;
    case 'open':
      return `open for ${spanOf(asOf - openedAt)} · ${ownerOf(item)} · ${due}`;
    case 'overdue':
      return `${due} · open for ${spanOf(asOf - openedAt)} · ${ownerOf(item)}`;
  }
};

const entryOf = (item: Item, about: About, digest: Digest): Entry => ({
  severity: item.severity,
  title: item.message,
  subject: placeOf(item),
  lines: [`${momentsOf(item, about, digest)} · ${item.controlId}`],
  findingId: item.findingId,
});

const lengthOf = ({ listed, more }: List<unknown>): number => listed.length + more;

const entries = ({ listed, more }: List, about: About, digest: Digest): Block => ({
  kind: 'entries',
  entries: listed.map((item) => entryOf(item, about, digest)),
  ...(more > 0 && { more: `and ${numberOf(more)} more` }),
});

/** A list of findings as a section; one of none says so in a sentence, or is left out where there is none. */
const section = (title: string, list: List, about: About, digest: Digest, nothing?: string): Section[] => {
  const count = lengthOf(list);
  if (count === 0) return nothing === undefined ? [] : [{ title, blocks: [paragraph(nothing, 'quiet')] }];
  return [{ title: `${title} (${numberOf(count)})`, blocks: [entries(list, about, digest)] }];
};

/** What waits to be done: what should have been by now, and the gravest of what is open. */
export const openSections = (digest: Digest): Section[] => [
  ...section('Overdue', digest.overdue, 'overdue', digest, 'Nothing is overdue.'),
  ...section('Open, not yet due', digest.open.list, 'open', digest, 'Nothing else is open that no waiver covers.'),
];

/** What moved in the week. */
export const movedSections = (digest: Digest): Section[] => {
  const exposed = lengthOf(digest.exposures);
  return [
    ...section('New', digest.opened, 'opened', digest, 'Nothing new.'),
    ...section('Reopened', digest.reopened, 'opened', digest),
    ...section('Exposures heard of late', digest.exposures, 'exposed', digest).map(({ title, blocks }) => ({
      title,
      blocks: [
        paragraph(
          `${plural(exposed, 'finding')} ${exposed === 1 ? 'was' : 'were'} open and over again before the records came. Nobody could be told while it lasted; what happened meanwhile is worth a look.`,
        ),
        ...blocks,
      ],
    })),
    ...section('Resolved', digest.resolved, 'resolved', digest, 'Nothing was resolved.'),
  ];
};
