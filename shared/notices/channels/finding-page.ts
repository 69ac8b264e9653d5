import { durationOf } from '../../core/duration.ts';
import { shell } from '../../core/shell.ts';
import type { FindingNotice, PolicyNews, Story } from '../notice.ts';
import { webAddress, type Bounds } from './bounds.ts';
import type { Fact, Inline, Part, Section } from './page.ts';
import { blockOf, fact, lineOf, listOf, section, strong, text, timeFact, whoText } from './parts.ts';
import { waiverSection } from './waiver-section.ts';
import { capital, counted, isPast, isRelief, severityMarks } from './words.ts';

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

/** How grave, and why; where nothing has raised or lowered it, that is said at the top already. */
const severityFacts = ({ severity, severitySteps }: Story, bounds: Bounds): Fact[] => {
  const steps = severitySteps.slice(0, 8).map(bounds.name).filter(Boolean);
  return steps.length < 2 ? [] : fact('Severity', named(severity, steps.join('; ')));
};

const usersText = ({ names, more, isAll }: NonNullable<Story['users']>, bounds: Bounds): string => {
  if (names.length === 0) return 'not known: too many have ever referred to it';
  const others = isAll ? (more > 0 ? [`${more} more`] : []) : [`${more > 0 ? `${more} more, and ` : ''}others`];
  const told = [...names.map(bounds.name), ...others];
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
};

const ownerFacts = ({ placement, ticket, assignee, users }: Story, bounds: Bounds): Fact[] => [
  ...fact('Used by', users && usersText(users, bounds)),
  ...fact('Data', placement.dataClass === null ? undefined : bounds.name(placement.dataClass)),
  ...fact('Owner', placement.owner === null ? undefined : bounds.name(placement.owner)),
  ...fact('Ticket', ticket === undefined ? undefined : bounds.name(ticket)),
  ...fact('Assigned to', assignee === undefined ? undefined : bounds.name(assignee)),
];

/** `isProven`: the details say already what it allows. */
const policyParts = (
  policy: PolicyNews | undefined,
  isProven: boolean,
  bounds: Bounds,
): readonly (Part | undefined)[] => {
  if (!policy) return [];
  const lines = (title: string, all: readonly string[] | undefined): Part[] =>
    all === undefined || all.length === 0
      ? []
      : [lineOf(strong(title)), listOf(all, 12, bounds, (each) => [text(bounds.text(each))])];
  return [
    blockOf(policy.statement === undefined ? undefined : bounds.block(policy.statement)),
    isProven || policy.witness === undefined
      ? undefined
      : lineOf(strong('It allows: '), text(bounds.text(policy.witness))),
    ...lines('Newly granted', policy.grants),
    ...lines('No longer granted', policy.revokes),
  ];
};

const evidenceSection = ({ evidence, policy, details }: Story, bounds: Bounds): Section[] => {
  const { kept, more } = bounds.first(evidence, 15);
  return section(
    'Evidence',
    { kind: 'facts', facts: kept.flatMap(({ name, value }) => fact(bounds.name(name), bounds.text(value))) },
    more > 0 ? lineOf(text(`and ${counted(more, 'more value')}`)) : undefined,
    ...policyParts(policy, details.length > 0, bounds),
  );
};

/** The command that prints what a notice has no room for. */
const showCommand = ({ findingId }: Story, bounds: Bounds): string | undefined =>
  bounds.command(shell`sagewatch show ${findingId}`);

/** `lead`: what stands before it where it has no title of its own. */
const remediationParts = (story: Story, bounds: Bounds, lead = ''): readonly (Part | undefined)[] => {
  const { summary, command, warning } = story.remediation;
  const whole = bounds.command(command);
  const isTooLong = whole === undefined && command.trim() !== '';
  return [
    lineOf(strong(lead), text(bounds.text(summary))),
    blockOf(whole),
    isTooLong ? lineOf(text('The command is too long for a notice; this shows it:')) : undefined,
    isTooLong ? blockOf(showCommand(story, bounds)) : undefined,
    warning === undefined ? undefined : lineOf(strong('Mind: '), text(bounds.text(warning))),
  ];
};

/** What was over before anybody was told needs no mending: what was done meanwhile is to be found out. */
const pastParts = (story: Story, bounds: Bounds): readonly (Part | undefined)[] => [
  lineOf(text('It is over. Find out what was done while it was open, and by whom.')),
  blockOf(showCommand(story, bounds)),
];

const linkLine = ({ links }: Story, bounds: Bounds): Part | undefined => {
  const good = links.slice(0, 6).flatMap(({ label, url }): Inline[] => {
    const address = webAddress(url);
    return address === undefined ? [] : [{ kind: 'link', label: bounds.name(label).trim() || 'link', url: address }];
  });
  if (good.length === 0) return undefined;
  return lineOf(...good.flatMap((link, index) => (index === 0 ? [link] : [text(' · '), link])));
};

const endSections = (story: Story, bounds: Bounds): Section[] => {
  const requirements = bounds.first(story.requirements, 24);
  const supports = [
    ...[...Map.groupBy(requirements.kept, ({ framework }) => framework)].map(
      ([framework, ids]) => `${bounds.name(framework)} ${ids.map(({ id }) => bounds.name(id)).join(', ')}`,
    ),
    ...(requirements.more > 0 ? [`and ${requirements.more} more`] : []),
  ];
  return [
    ...section(undefined, linkLine(story, bounds), {
      kind: 'facts',
      facts: [
        ...fact('Control', bounds.name(story.controlId)),
        ...fact('Supports', supports.join('; ')),
        ...fact('Finding', bounds.name(story.findingId)),
      ],
    }),
    ...section('To waive it', blockOf(bounds.command(story.waive))),
  ];
};

const detailList = ({ message, details }: Story, bounds: Bounds): Part =>
  listOf(
    details.filter((detail) => !message.includes(detail)),
    10,
    bounds,
    (detail) => [text(bounds.text(detail))],
  );

/** What the headline says whole already is not said again. */
const detailSection = ({ headline }: FindingNotice, story: Story, bounds: Bounds): Section[] =>
  section(
    'What is wrong',
    headline.includes(story.message) ? undefined : lineOf(text(bounds.text(story.message))),
    detailList(story, bounds),
  );

/** What the gravest of several findings rests on. */
const proofParts = (story: Story, bounds: Bounds): readonly (Part | undefined)[] => [
  detailList(story, bounds),
  ...policyParts(story.policy, story.details.length > 0, bounds),
];

const whySection = ({ controlTitle, rationale }: Story, bounds: Bounds): Section[] =>
  section('Why it matters', lineOf(strong(`${bounds.name(controlTitle)}. `), text(bounds.text(rationale))));

const whole = (notice: FindingNotice, story: Story, bounds: Bounds): Section[] => [
  ...section(undefined, {
    kind: 'facts',
    facts: [
      ...placeFacts(story, bounds),
      ...changeFacts(story, notice.at, bounds),
      ...resolvedFacts(story, bounds),
      ...severityFacts(story, bounds),
      ...timeFact('Due', story.dueAt),
      ...ownerFacts(story, bounds),
    ],
  }),
  ...detailSection(notice, story, bounds),
  ...waiverSection(story.waiver, bounds),
  ...whySection(story, bounds),
  ...evidenceSection(story, bounds),
  ...section('What to do', ...(isPast(notice) ? pastParts : remediationParts)(story, bounds)),
  ...endSections(story, bounds),
];

/** One of several findings of a change: what all of them share is said once, above. */
const inShort = (notice: FindingNotice, story: Story, bounds: Bounds): Section[] => {
  const isOver = isRelief(notice) || isPast(notice);
  const isElsewhere = story.resource.arn !== notice.stories[0].resource.arn;
  const mark = isRelief(notice) ? '' : `${severityMarks[story.severity]} `;
  return section(
    `${mark}${capital(story.severity)}: ${bounds.name(story.controlTitle)}`,
    lineOf(text(isOver ? 'It was so: ' : ''), text(bounds.text(story.message))),
    ...(isOver || story !== notice.stories[0] ? [] : proofParts(story, bounds)),
    ...(isOver ? [] : remediationParts(story, bounds, 'What to do: ')),
    {
      kind: 'facts',
      facts: [
        ...(isElsewhere
          ? fact('Resource', named(bounds.name(story.resource.name), bounds.name(story.resource.kind)))
          : []),
        ...(isOver ? [] : timeFact('Due', story.dueAt)),
        ...fact('Finding', bounds.name(story.findingId)),
      ],
    },
  );
};

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
        ...(isOver ? [] : changeFacts(first, notice.at, bounds)),
        ...resolvedFacts(first, bounds),
        ...(isOver ? [] : ownerFacts(first, bounds)),
      ],
    }),
    ...kept.flatMap((story) => inShort(notice, story, bounds)),
    ...(isPast(notice) ? section('What to do', ...pastParts(first, bounds)) : []),
    ...section(
      undefined,
      more > 0 ? lineOf(text(`and ${counted(more, 'more finding')} of this change`)) : undefined,
      linkLine(first, bounds),
    ),
  ];
};
