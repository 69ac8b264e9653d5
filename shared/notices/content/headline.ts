import type { Severity } from '../../core/configuration.ts';
import { severities } from '../../core/configuration.ts';
import type { Instant } from '../../core/instant.ts';
import { durationOf } from '../../core/spoken.ts';
import type { FindingNotice, ListNotice, News, Story, Who } from '../notice.ts';
import { dayText } from './moment.ts';
import { counted, cut } from './text.ts';
import { nobodyTold } from './who.ts';

/** A sentence that nobody reads to its end says nothing. */
const limits = { headline: 400, part: 160, message: 220 };

/** `SageMaker notebook instance exploration in ml-prod`. */
const placeOf = (story: Story): string =>
  `${story.resource.kind} ${cut(story.resource.name, limits.part)} in ${accountOf(story)}`;

const accountOf = ({ account }: Story): string => cut(account.name ?? account.id, limits.part);

/** What stands for the root user, or for records of a call: nothing was done to it. */
const isOfCallItself = ({ resource: { kind, name }, opening }: Story): boolean =>
  kind === 'root user' || (opening?.call !== undefined && name.endsWith(`/${opening.call}`));

const isSomebody = (who: Who | undefined): who is Who => who !== undefined && who.name !== nobodyTold;

const byWhom = (who: Who | undefined): string => (isSomebody(who) ? ` by ${cut(who.name, limits.part)}` : '');

/** Who did what to what, as far as it is told: `alice created SageMaker notebook instance exploration in ml-prod`. */
const deedOf = (story: Story): string => {
  const { openedBy, opening } = story;
  if (!isSomebody(openedBy)) return placeOf(story);
  const name = cut(openedBy.name, limits.part);
  if (opening?.call !== undefined && isOfCallItself(story)) {
    return `${name} called ${cut(opening.call, limits.part)} in ${accountOf(story)}`;
  }
  if (opening?.deed !== undefined) return `${name} ${opening.deed} ${placeOf(story)}`;
  return `${placeOf(story)}, after ${opening?.call === undefined ? 'a call' : cut(opening.call, limits.part)} by ${name}`;
};

interface Told {
  story: Story;
  /** All findings that are told of, with those that are not listed. */
  count: number;
  at: Instant;
  timeZone: string;
}

/** What is wrong: the message of the one finding, or how many there are and how grave. */
const faultOf = ({ story, count }: Told): string =>
  count === 1
    ? cut(story.message, limits.message)
    : `${counted(count, 'finding')}, the gravest ${story.severity}: ${cut(story.message, limits.message)}`;

/** What it is that moved: the title of the one control, or how many findings. */
const subjectOf = ({ story, count }: Told): string =>
  count === 1
    ? `${placeOf(story)} (${cut(story.controlTitle, limits.part)})`
    : `${placeOf(story)} (${counted(count, 'finding')})`;

const openFor = ({ openedAt, resolvedAt }: Story): string =>
  resolvedAt === undefined ? '' : ` after ${durationOf(Math.max(resolvedAt - openedAt, 0))}`;

const waiverEnd = ({ story, timeZone }: Told): string =>
  story.waiver === undefined ? '' : ` ${dayText(story.waiver.until, timeZone)}`;

const sentences: Readonly<Record<News, (told: Told) => string>> = {
  opened: (told) => `${deedOf(told.story)}: ${faultOf(told)}`,
  reopened: (told) => `Again: ${deedOf(told.story)}: ${faultOf(told)}`,
  raised: (told) => {
    const { raised, severity } = told.story;
    const from = raised === undefined ? '' : ` from ${raised.from}`;
    return `Now ${severity}, raised${from}${byWhom(raised?.by)}: ${subjectOf(told)}: ${cut(told.story.message, limits.message)}`;
  },
  late: (told) => `Told late, was open for ${exposureOf(told.story)}: ${deedOf(told.story)}: ${faultOf(told)}`,
  resolved: (told) => {
    const { story } = told;
    const why =
      story.resolution === undefined || story.resolution === 'mended'
        ? ''
        : `, ${cut(story.resolution, limits.message)}`;
    return `Resolved${openFor(story)}${byWhom(story.resolvedBy)}: ${subjectOf(told)}${why}`;
  },
  overdue: (told) => {
    const { dueAt } = told.story;
    const since = dueAt === undefined ? '' : ` by ${durationOf(Math.max(told.at - dueAt, 0))}`;
    return `Overdue${since}: ${subjectOf(told)}: ${cut(told.story.message, limits.message)}`;
  },
  waived: (told) => {
    const { waiver } = told.story;
    const by = waiver === undefined ? '' : ` by ${cut(waiver.approver, limits.part)} until${waiverEnd(told)}`;
    return `Waived${by}: ${subjectOf(told)}`;
  },
  'waiver-ending': (told) => `The waiver ends${waiverEnd(told)}: ${subjectOf(told)}`,
  'waiver-ended': (told) => `The waiver ended${waiverEnd(told)}, the finding counts again: ${subjectOf(told)}`,
};

const exposureOf = ({ openedAt, resolvedAt }: Story): string =>
  resolvedAt === undefined ? 'a time that is not known' : durationOf(Math.max(resolvedAt - openedAt, 0));

type Findings = Pick<FindingNotice, 'news' | 'stories' | 'more' | 'at' | 'timeZone'>;

/** What happened, in one sentence, by the gravest of the findings. */
export const findingHeadline = ({ news, stories, more = 0, at, timeZone }: Findings): string =>
  cut(
    sentences[news]({ story: stories[0], count: stories.length + more, at, timeZone }).replace(/^the /, 'The '),
    limits.headline,
  );

/** `2 critical, 14 high`: what there is of each severity. */
export const countsText = (counts: Readonly<Record<Severity, number>>): string =>
  severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity].toLocaleString('en-US')} ${severity}`)
    .join(', ') || 'none';

type Listing = Pick<ListNotice, 'about' | 'counts' | 'listed' | 'who' | 'waiver' | 'timeZone'>;

/** What a list is of, in one sentence. */
export const listHeadline = ({ about, counts, listed, who, waiver, timeZone }: Listing): string => {
  const total = severities.reduce((sum, severity) => sum + counts[severity], 0);
  const findings = `${counted(total, 'finding')} (${countsText(counts)})`;
  const [first] = listed;
  const end = waiver === undefined ? '' : ` ${dayText(waiver.until, timeZone)}`;
  const by = waiver === undefined ? '' : ` by ${cut(waiver.approver, limits.part)} until${end}`;
  const sentence = {
    gathered: `${findings}${byWhom(who)}${first === undefined ? '' : ` of one control: ${cut(first.controlTitle, limits.message)}`}`,
    baseline: `${findings} from before anybody watched`,
    'planned-change': `${findings} left by a planned change${byWhom(who)}`,
    'rolled-up': `${findings} more than this channel takes at a time`,
    waived: `Waived${by}: ${findings}`,
    'waiver-ending': `The waiver of ${findings} ends${end}`,
    'waiver-ended': `The waiver of ${findings} ended${end}, they count again`,
  }[about];
  return cut(sentence, limits.headline);
};
