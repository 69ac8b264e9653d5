import type { Digest, FrameworkCounts, FrameworkLine } from '../digest.ts';
import { cell, left, paragraph, right, type Block, type Cell, type Section } from '../document.ts';
import { listed, numberOf, plural } from '../words.ts';

const known = (count: number | undefined): string => (count === undefined ? '?' : numberOf(count));

/** A count, with last week's below it where that was another. */
const counted = (
  line: FrameworkLine,
  of: (counts: FrameworkCounts) => number | undefined,
  tone?: Cell['tone'],
): Cell => {
  const [now, before] = [of(line.now), of(line.before)];
  return cell(
    known(now),
    now !== undefined && now > 0 ? tone : 'quiet',
    now === before ? undefined : `was ${known(before)}`,
  );
};

const rowOf = (line: FrameworkLine): Cell[] => [
  { text: line.title, url: line.source },
  counted(line, ({ supported }) => supported),
  counted(line, ({ failing }) => failing, 'bad'),
  counted(line, ({ unknown }) => unknown, 'medium'),
  counted(line, ({ waived }) => waived),
  counted(line, ({ withoutControl }) => withoutControl),
];

const worst = (lines: readonly FrameworkLine[]): Block[] => {
  const parts = lines.flatMap(({ title, worst: requirements }) =>
    requirements.length === 0
      ? []
      : [`${title}: ${requirements.map(({ id, findings }) => `${id} (${numberOf(findings)})`).join(', ')}`],
  );
  return parts.length === 0 ? [] : [paragraph(`Most often failing – ${parts.join('; ')}.`, 'quiet')];
};

const scopeOf = ({ scope, readers }: Digest): string => {
  const { accounts, controls, switchedOff } = scope;
  const named = accounts.listed.map(({ id, name, environment }) => {
    const more = [name, environment].filter((part) => part !== undefined && part !== null);
    return more.length > 0 ? `${id} (${more.join(', ')})` : id;
  });
  const all = accounts.more > 0 ? [...named, `${numberOf(accounts.more)} more`] : named;
  const off = switchedOff.length > 0 ? `; ${numberOf(switchedOff.length)} are switched off and count nowhere` : '';
  const owned = readers.owners.length > 0 ? `, of them what belongs to ${listed(readers.owners)}` : '';
  return `In scope: ${all.length === 0 ? 'no account that is known' : `${plural(all.length === named.length ? named.length : named.length + accounts.more, 'account')}, ${listed(all)}`}${owned}; ${plural(controls, 'control')}${off}.`;
};

/** Counts of requirements, never a share of them: what a control supports is not what an assessor finds. */
export const frameworkSection = (digest: Digest): Section => ({
  title: 'Frameworks',
  blocks: [
    paragraph(scopeOf(digest)),
    {
      kind: 'table',
      columns: [
        left('Requirements of'),
        right('Supported'),
        right('Failing'),
        right('Unknown'),
        right('Waived'),
        right('No control'),
      ],
      rows: digest.frameworks.map(rowOf),
    },
    ...worst(digest.frameworks),
    paragraph(
      'A requirement is supported where a control of Sagewatch says something about it; it counts once, as the worst that is known: failing (something is open that no waiver covers), unknown, waived. Nothing open is no proof that a requirement is met. What has no control cannot be assessed here: people, procedures, premises, and what AWS answers for.',
      'quiet',
    ),
  ],
});

/** Where the evidence of AWS's own side is. */
export const artifactSections = ({ artifact }: Digest): Section[] => {
  if (!artifact) return [];
  const { url, reports } = artifact;
  return [
    {
      title: 'AWS’s side',
      blocks: [
        paragraph('What AWS answers for was examined by others. Who may read it finds the reports in its console:'),
        { kind: 'paragraph', cell: { text: 'AWS Artifact', url } },
        {
          kind: 'table',
          columns: [left('Framework'), left('Look for')],
          rows: reports.listed.map(({ framework, look }) => [cell(framework), cell(look)]),
        },
        {
          kind: 'paragraph',
          cell: {
            text: 'Which services they cover: AWS services in scope by compliance program',
            url: 'https://aws.amazon.com/compliance/services-in-scope/',
          },
        },
      ],
    },
  ];
};
