import { severities } from '../../core/configuration.ts';
import { none, sum } from '../counting.ts';
import type { BySeverity, Digest } from '../digest.ts';
import {
  cell,
  left,
  paragraph,
  right,
  type Block,
  type Cell,
  type Figure,
  type Section,
  type Tone,
} from '../document.ts';
import { listed, numberOf, plural, reasonWords, severityTitles, shortDateOf, spanOf } from '../words.ts';
import { troublesOf } from './health.ts';

const figure = (label: string, now: number, before: number, tone?: Tone): Figure => ({
  label,
  value: numberOf(now),
  before: numberOf(before),
  ...(now > 0 && tone && { tone }),
});

const figuresOf = ({ now, before }: Digest): Block => ({
  kind: 'figures',
  figures: [
    figure('critical open', now.standing.open.critical, before.standing.open.critical, 'critical'),
    figure('open', sum(now.standing.open), sum(before.standing.open)),
    figure('overdue', sum(now.standing.overdue), sum(before.standing.overdue), 'bad'),
    figure('new', now.moved.opened, before.moved.opened),
    figure('resolved', now.moved.resolved, before.moved.resolved, 'good'),
  ],
});

const isQuiet = ({ now, exposures }: Digest): boolean =>
  sum(now.standing.open) + now.moved.opened + now.moved.reopened + now.moved.resolved + exposures.listed.length === 0;

const verb = (count: number): string => (count === 1 ? 'was' : 'were');

const reasonsOf = ({ now }: Digest): string => {
  const parts = Object.entries(reasonWords).flatMap(([reason, words]) => {
    const count = now.moved.reasons[reason as keyof typeof reasonWords] ?? 0;
    return count > 0 ? [`${numberOf(count)} ${words}`] : [];
  });
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
};

const storyOf = (digest: Digest): string[] => {
  const { now, exposures, heardLate } = digest;
  if (isQuiet(digest)) {
    return [
      'Nothing is open, and nothing opened or was resolved. This digest comes every week all the same: one that does not come is a sign that something is broken.',
    ];
  }
  const { standing, moved } = now;
  const waived = sum(standing.waived);
  const found = exposures.listed.length + exposures.more;
  return [
    `${plural(sum(standing.open), 'finding')} ${sum(standing.open) === 1 ? 'is' : 'are'} open${waived > 0 ? `, ${numberOf(waived)} of them under a waiver` : ''}. In the week ${numberOf(moved.opened)} ${verb(moved.opened)} opened, ${numberOf(moved.reopened)} opened again, and ${numberOf(moved.resolved)} ${verb(moved.resolved)} resolved${reasonsOf(digest)}.`,
    ...(found > 0 ? [`${plural(found, 'exposure')} ${verb(found)} over before anybody could be told: see below.`] : []),
    ...(heardLate > 0
      ? [
          `Of ${plural(heardLate, 'finding')} that began before this week we heard only in it: they count in the week in which they began.`,
        ]
      : []),
  ];
};

const corrections = ({ corrected, before }: Digest): Block[] =>
  corrected.length === 0
    ? []
    : [
        paragraph(
          `The digest of ${before.week} was sent before all of that week was known. What it told, and what is known now: ${listed(
            corrected.map(({ name, told, now }) => `${name} ${numberOf(told)}, now ${numberOf(now)}`),
          )}.`,
          'quiet',
        ),
      ];

const countCells = (counts: BySeverity): Cell[] =>
  severities.map((severity) =>
    counts[severity] === 0 ? cell('0', 'quiet') : cell(numberOf(counts[severity]), severity),
  );

/** The columns of a table by severity; what is not split by it stands in the last ones. */
export const severityColumns = (first: string, ...rest: readonly string[]) => [
  left(first),
  ...severities.map((severity) => right(severityTitles[severity])),
  ...rest.map(right),
];

/** A row of a table by severity. */
export const severityRow = (name: string, counts: BySeverity, before?: BySeverity): Cell[] => [
  cell(name),
  ...countCells(counts),
  cell(numberOf(sum(counts))),
  ...(before ? [cell(numberOf(sum(before)), 'quiet')] : []),
];

const tableOf = ({ now, before }: Digest): Block => ({
  kind: 'table',
  columns: severityColumns('', 'All', 'Week before'),
  rows: [
    severityRow('Open', now.standing.open, before.standing.open),
    severityRow('of which waived', now.standing.waived, before.standing.waived),
    severityRow('Overdue', now.standing.overdue, before.standing.overdue),
  ],
});

const watchOf = ({ health, madeAt }: Digest): Block => {
  const troubles = troublesOf(health, madeAt);
  if (health.stage === undefined) {
    return paragraph('Made of a store on one machine: whether everything came into it, nobody watches.', 'quiet');
  }
  return troubles.length === 0
    ? paragraph('The watchdog itself is well: its canary came back, no place is silent, nothing is stuck.', 'good')
    : paragraph(`The watchdog itself needs attention: ${troubles.join('; ')}.`, 'bad');
};

/** What everybody reads. */
export const glanceSection = (digest: Digest): Section => ({
  title: 'At a glance',
  blocks: [
    figuresOf(digest),
    ...storyOf(digest).map((text) => paragraph(text)),
    ...corrections(digest),
    watchOf(digest),
    tableOf(digest),
  ],
});

/** How large a picture is shown; it is painted with twice as many points. */
export const pictureSize = { width: 264, height: 196 };

/** The names of the pictures, under which a mail carries them. */
export const pictureNames = { open: 'open', moved: 'moved' } as const;

const weekLabels = ({ weeks, week }: Digest) =>
  weeks.map(({ since, week: name }) => `${name} (from ${shortDateOf(since, week.timeZone)})`);

/** The four weeks before, and this one. */
export const trendSection = (digest: Digest, hasPictures: boolean): Section => {
  const { weeks, week } = digest;
  const labels = weekLabels(digest);
  const alt = (of: (index: number) => string): string =>
    labels.map((label, index) => `${label}: ${of(index)}`).join('; ');
  const pictures: Block = {
    kind: 'pictures',
    pictures: [
      {
        name: pictureNames.open,
        alt: `Open at the end of each week. ${alt((index) => numberOf(sum(weeks[index]?.standing.open ?? none())))}.`,
        ...pictureSize,
      },
      {
        name: pictureNames.moved,
        alt: `Opened and resolved in each week. ${alt((index) => {
          const moved = weeks[index]?.moved;
          return `${numberOf((moved?.opened ?? 0) + (moved?.reopened ?? 0))} opened, ${numberOf(moved?.resolved ?? 0)} resolved`;
        })}.`,
        ...pictureSize,
      },
    ],
  };
  return {
    title: 'Five weeks',
    blocks: [
      ...(hasPictures ? [pictures] : []),
      {
        kind: 'table',
        columns: [
          left('Week'),
          right('New'),
          right('Reopened'),
          right('Resolved'),
          right('Open'),
          right('Mean time to resolve'),
        ],
        rows: weeks.map(({ week: name, since, standing, moved, mended }) => [
          cell(name.slice(-3), undefined, shortDateOf(since, week.timeZone).replace(' ', '\u00a0')),
          cell(numberOf(moved.opened)),
          cell(numberOf(moved.reopened)),
          cell(numberOf(moved.resolved)),
          cell(numberOf(sum(standing.open))),
          mended ? cell(spanOf(mended.mean), undefined, `median ${spanOf(mended.median)}`) : cell('–', 'quiet'),
        ]),
      },
      paragraph(
        'Time to resolve: from opening until it was mended, deleted or acknowledged. What lapsed, aged out or never came to exist does not count.',
        'quiet',
      ),
    ],
  };
};
