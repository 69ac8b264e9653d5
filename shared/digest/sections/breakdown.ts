import type { Digest, List, Share } from '../digest.ts';
import { cell, left, paragraph, right, type Block, type Section } from '../document.ts';
import { numberOf, plural, severityWords, timeOf } from '../words.ts';
import { severityColumns, severityRow } from './glance.ts';

const moreOf = ({ more }: List<unknown>): { more?: string } => (more > 0 ? { more: `and ${numberOf(more)} more` } : {});

const shares = (first: string, rows: readonly Share[], list?: List<unknown>): Block => ({
  kind: 'table',
  columns: severityColumns(first, 'All'),
  rows: rows.map(({ name, open }) => severityRow(name, open)),
  ...(list && moreOf(list)),
});

/** What is open, split by age, environment and owner; those under a waiver among them. */
export const breakdownSections = ({ open }: Digest): Section[] => {
  if (open.byEnvironment.length === 0) return [];
  return [
    {
      title: 'What is open, by age, environment and owner',
      blocks: [
        shares('Open for', open.byAge),
        shares('Environment', open.byEnvironment),
        shares('Owner', open.byOwner.listed, open.byOwner),
      ],
    },
  ];
};

const noisiest = ({ noisiest: list }: Digest): Section[] =>
  list.listed.length === 0
    ? []
    : [
        {
          title: 'Noisiest controls',
          blocks: [
            {
              kind: 'table',
              columns: [left('Control'), right('Opened'), right('Resources')],
              rows: list.listed.map(({ controlId, title, opened, resources }) => [
                cell(title, undefined, controlId),
                cell(numberOf(opened)),
                cell(numberOf(resources)),
              ]),
              ...moreOf(list),
            },
          ],
        },
      ];

const actors = ({ actors: list }: Digest): Section[] =>
  list.listed.length === 0
    ? []
    : [
        {
          title: 'By whose hand',
          blocks: [
            paragraph(
              'Whose calls opened the gravest findings of the week. A role or user of several people counts once.',
              'quiet',
            ),
            {
              kind: 'table',
              columns: [left('Who'), left('Opened'), right('Controls')],
              rows: list.listed.map(({ name, opened, controls }) => [
                cell(name),
                cell(severityWords(opened)),
                cell(numberOf(controls.length)),
              ]),
              ...moreOf(list),
            },
          ],
        },
      ];

const workloads = ({ workloads: list, week: { timeZone } }: Digest): Section[] =>
  list.listed.length === 0
    ? []
    : [
        {
          title: 'Workloads',
          blocks: [
            paragraph(
              'Jobs count by what starts them: a finding each for the lasting thing, however often it runs.',
              'quiet',
            ),
            {
              kind: 'table',
              columns: [left('Workload'), right('Findings'), right('Failing runs'), left('Last failing run')],
              rows: list.listed.map(({ name, account, region, severity, findings, runs, lastRun }) => [
                cell(name, undefined, `${account} · ${region}`),
                cell(numberOf(findings), severity),
                cell(numberOf(runs)),
                cell(timeOf(lastRun, timeZone)),
              ]),
              ...moreOf(list),
            },
          ],
        },
      ];

/** What stands out: controls, people and workloads. */
export const rankingSections = (digest: Digest): Section[] => [
  ...noisiest(digest),
  ...actors(digest),
  ...workloads(digest),
];

/** How many controls a line about something unknown names. */
const controlsNamed = 3;

/** What nobody can say, and what would have to be known for it. */
export const unknownSections = ({ unknown, health }: Digest): Section[] => {
  const title = 'What stayed unknown, and why';
  if (unknown.kind === 'unknown') {
    return [{ title, blocks: [paragraph(`Not known: ${unknown.reason}.`, 'quiet')] }];
  }
  const { pairs, lines } = unknown.value;
  if (pairs === 0)
    return [{ title, blocks: [paragraph('Every control could decide of every resource it looks at.', 'good')] }];
  return [
    {
      title: `${title} (${numberOf(pairs)})`,
      blocks: [
        paragraph(
          `${plural(pairs, 'time')} a control could not decide of a resource, or a resource could not be read. That is neither a pass nor a finding. All of it: sagewatch findings --unknown${health.stage === undefined ? '' : ` --stack ${health.stage}`}`,
        ),
        {
          kind: 'table',
          columns: [left('What is missing'), right('Times'), left('Controls')],
          rows: lines.listed.map(({ missing, reason, permission, pairs: times, controls, resources, example }) => [
            cell(
              permission === undefined ? missing : `permission ${permission}`,
              permission === undefined ? undefined : 'bad',
              [
                ...(permission === undefined || missing === '' ? [] : [`hides ${missing}`]),
                ...(reason === undefined ? [] : [reason]),
                resources === 1 ? example : `${plural(resources, 'resource')}, ${example} among them`,
              ].join(' · '),
            ),
            cell(numberOf(times)),
            cell(
              `${controls.slice(0, controlsNamed).join(', ')}${controls.length > controlsNamed ? ` and ${numberOf(controls.length - controlsNamed)} more` : ''}`,
              'quiet',
            ),
          ]),
          ...moreOf(lines),
        },
      ],
    },
  ];
};
