import { durationOf } from '../../core/duration.ts';
import { shell } from '../../core/shell.ts';
import type { FindingNotice, PolicyNews, Story } from '../notice.ts';
import { webAddress, type Bounds } from './bounds.ts';
import type { Fact, Inline, Part, Section } from './page.ts';
import { blockOf, fact, lineOf, listOf, section, strong, text, timeFact, whoText } from './parts.ts';
import { waiverSection } from './waiver-section.ts';
import { counted, isRelief, severityMarks } from './words.ts';

/** Findings of one change that are told one by one; of the others, how many there are. */
const mostStories = 10;

const named = (name: string, aside: string): string => (aside === '' ? name : `${name} (${aside})`);

const placeFacts = ({ resource, account, placement }: Story, bounds: Bounds): Fact[] => [
  ...fact('Resource', [
    strong(bounds.name(resource.name)),
    text(resource.kind === '' ? '' : ` (${bounds.name(resource.kind)})`),
  ]),
  ...fact('ARN', bounds.name(resource.arn)),
  ...fact(
    'Account',
    [
      account.name === undefined ? bounds.name(account.id) : named(bounds.name(account.name), bounds.name(account.id)),
      placement.environment ?? '',
      bounds.name(resource.region),
    ]
      .filter((part) => part !== '')
      .join(', '),
  ),
];

const changeFacts = (story: Story, told: number, bounds: Bounds): Fact[] => [
  ...fact('Who', whoText(story.openedBy, bounds)),
  ...timeFact(
    'When',
    story.openedAt,
    told > story.openedAt ? `, ${durationOf(told - story.openedAt)} before this` : '',
  ),
];

const resolvedFacts = ({ resolvedAt, resolvedBy, resolution, openedAt }: Story, bounds: Bounds): Fact[] => [
  ...(resolvedAt === undefined
    ? []
    : timeFact('Resolved', resolvedAt, resolvedAt > openedAt ? `, after ${durationOf(resolvedAt - openedAt)}` : '')),
  ...fact('How', resolution === undefined ? undefined : bounds.text(resolution)),
  ...fact('By', whoText(resolvedBy, bounds)),
];

const workFacts = ({ severity, severitySteps, dueAt, placement, ticket, assignee }: Story, bounds: Bounds): Fact[] => [
  ...fact('Severity', named(severity, severitySteps.slice(0, 8).map(bounds.name).filter(Boolean).join('; '))),
  ...timeFact('Due', dueAt),
  ...fact('Data', placement.dataClass === null ? undefined : bounds.name(placement.dataClass)),
  ...fact('Owner', placement.owner === null ? undefined : bounds.name(placement.owner)),
  ...fact('Ticket', ticket === undefined ? undefined : bounds.name(ticket)),
  ...fact('Assigned to', assignee === undefined ? undefined : bounds.name(assignee)),
];

const policyParts = (policy: PolicyNews | undefined, bounds: Bounds): readonly (Part | undefined)[] => {
  if (!policy) return [];
  const lines = (title: string, all: readonly string[] | undefined): Part[] =>
    all === undefined || all.length === 0
      ? []
      : [lineOf(strong(title)), listOf(all, 12, bounds, (each) => [text(bounds.text(each))])];
  return [
    blockOf(policy.statement === undefined ? undefined : bounds.block(policy.statement)),
    policy.witness === undefined ? undefined : lineOf(strong('It allows: '), text(bounds.text(policy.witness))),
    ...lines('Newly granted', policy.grants),
    ...lines('No longer granted', policy.revokes),
  ];
};

const evidenceSection = ({ evidence, policy }: Story, bounds: Bounds): Section[] => {
  const { kept, more } = bounds.first(evidence, 15);
  return section(
    'Evidence',
    { kind: 'facts', facts: kept.flatMap(({ name, value }) => fact(bounds.name(name), bounds.text(value))) },
    more > 0 ? lineOf(text(`and ${counted(more, 'more value')}`)) : undefined,
    ...policyParts(policy, bounds),
  );
};

/** The command that prints what a notice has no room for. */
const showCommand = ({ findingId }: Story, bounds: Bounds): string | undefined =>
  bounds.command(shell`sagewatch show ${findingId}`);

const remediationSection = (story: Story, bounds: Bounds): Section[] => {
  const { summary, command, warning } = story.remediation;
  const whole = bounds.command(command);
  const isTooLong = whole === undefined && command.trim() !== '';
  return section(
    'What to do',
    lineOf(text(bounds.text(summary))),
    blockOf(whole),
    isTooLong ? lineOf(text('The command is too long for a notice; this shows it:')) : undefined,
    isTooLong ? blockOf(showCommand(story, bounds)) : undefined,
    warning === undefined ? undefined : lineOf(strong('Mind: '), text(bounds.text(warning))),
  );
};

const linkLine = ({ links }: Story, bounds: Bounds): Part | undefined => {
  const good = links.slice(0, 6).flatMap(({ label, url }): Inline[] => {
    const address = webAddress(url);
    return address === undefined ? [] : [{ kind: 'link', label: bounds.name(label).trim() || 'link', url: address }];
  });
  if (good.length === 0) return undefined;
  return lineOf(...good.flatMap((link, index) => (index === 0 ? [link] : [text(' · '), link])));
};

const endSections = (story: Story, bounds: Bounds): Section[] => {
  const requirements = bounds.first(story.requirements, 12);
  const more = requirements.more > 0 ? [`and ${requirements.more} more`] : [];
  const supports = [...requirements.kept.map(({ framework, id }) => bounds.name(`${framework} ${id}`)), ...more];
  return [
    ...section(undefined, linkLine(story, bounds), {
      kind: 'facts',
      facts: [
        ...fact('Control', bounds.name(story.controlId)),
        ...fact('Supports', supports.join(', ')),
        ...fact('Finding', bounds.name(story.findingId)),
      ],
    }),
    ...section('To waive it', blockOf(bounds.command(story.waive))),
  ];
};

const whatSection = (story: Story, bounds: Bounds): Section[] =>
  section(
    bounds.name(story.controlTitle),
    lineOf(text(bounds.text(story.message))),
    listOf(story.details, 10, bounds, (detail) => [text(bounds.text(detail))]),
  );

const whole = (notice: FindingNotice, story: Story, bounds: Bounds): Section[] => [
  ...section(undefined, {
    kind: 'facts',
    facts: [
      ...placeFacts(story, bounds),
      ...changeFacts(story, notice.at, bounds),
      ...resolvedFacts(story, bounds),
      ...workFacts(story, bounds),
    ],
  }),
  ...whatSection(story, bounds),
  ...waiverSection(story.waiver, bounds),
  ...section('Why it matters', lineOf(text(bounds.text(story.rationale)))),
  ...evidenceSection(story, bounds),
  ...remediationSection(story, bounds),
  ...endSections(story, bounds),
];

/** One of several findings of a change: what all of them share is said once, above. */
const inShort = (story: Story, isOver: boolean, bounds: Bounds): Section[] =>
  section(
    `${severityMarks[story.severity]} ${bounds.name(story.controlTitle)}`,
    lineOf(text(bounds.text(story.message))),
    {
      kind: 'facts',
      facts: [
        ...fact('Resource', bounds.name(story.resource.name)),
        ...(isOver ? [] : timeFact('Due', story.dueAt)),
        ...fact('Finding', bounds.name(story.findingId)),
      ],
    },
    isOver ? undefined : blockOf(bounds.command(story.remediation.command) ?? showCommand(story, bounds)),
    isOver || story.remediation.warning === undefined
      ? undefined
      : lineOf(strong('Mind: '), text(bounds.text(story.remediation.warning))),
  );

/** What ended is told in short: where, how, by whom. */
const over = (story: Story, bounds: Bounds): Section[] => [
  ...section(undefined, {
    kind: 'facts',
    facts: [
      ...placeFacts(story, bounds),
      ...resolvedFacts(story, bounds),
      ...fact('Control', bounds.name(story.controlId)),
      ...fact('Finding', bounds.name(story.findingId)),
    ],
  }),
  ...waiverSection(story.waiver, bounds),
];

/** What is said of the findings of one change. */
export const findingSections = (notice: FindingNotice, bounds: Bounds): readonly Section[] => {
  const [first, ...others] = notice.stories;
  const isOver = isRelief(notice);
  if (others.length === 0) return isOver ? over(first, bounds) : whole(notice, first, bounds);
  const { kept, more } = bounds.first(notice.stories, mostStories);
  return [
    ...section(undefined, {
      kind: 'facts',
      facts: [
        ...placeFacts(first, bounds),
        ...(isOver ? resolvedFacts(first, bounds) : changeFacts(first, notice.at, bounds)),
      ],
    }),
    ...kept.flatMap((story) => inShort(story, isOver, bounds)),
    ...section(
      undefined,
      more > 0 ? lineOf(text(`and ${counted(more, 'more finding')} of this change`)) : undefined,
      linkLine(first, bounds),
    ),
  ];
};
