import { createHash } from 'node:crypto';
import type { Instant } from '../../core/instant.ts';
import { resourceKey } from '../../core/resource-ref.ts';
import { atLeast } from '../../core/severity.ts';
import { isOfWaiver, type FindingNotice, type News, type Story } from '../notice.ts';
import { fittedStories } from './fitted.ts';
import { findingHeadline } from './headline.ts';

const digest = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);

/** More findings of one change than this are counted, not told. */
const mostStories = 20;

/** When the news came about: what tells one resolution, rise or waiver of a finding from the next. */
const momentOf = (news: News, { openedAt, resolvedAt, raised, waiver, severity }: Story): string => {
  if (news === 'resolved' || news === 'late') return `${openedAt} ${resolvedAt}`;
  if (news === 'raised') return `${openedAt} ${raised?.at} ${severity}`;
  if (isOfWaiver(news)) return `${openedAt} ${waiver?.until}`;
  return `${openedAt}`;
};

/**
 * What names everything that is told of one change: the event that opened the findings, whatever resources they are about.
 * Later news of the same finding answer there.
 */
export const conversationOf = ({
  resource,
  opening,
  openedAt,
}: Pick<Story, 'resource' | 'opening' | 'openedAt'>): string =>
  opening !== undefined && opening.eventId !== '' ? digest(opening.eventId) : digest(resourceKey(resource), openedAt);

const isDoneToIt = ({ opening }: Story): boolean => opening?.deed !== undefined;

/** The gravest first; of equals, what the change was made to before what it bears on, then the one that was there first. */
const byGravity = (a: Story, b: Story): number =>
  Number(atLeast(b.severity, a.severity)) - Number(atLeast(a.severity, b.severity)) ||
  Number(isDoneToIt(b)) - Number(isDoneToIt(a)) ||
  a.openedAt - b.openedAt ||
  (a.controlId < b.controlId ? -1 : a.controlId > b.controlId ? 1 : 0);

/**
 * News of one change: of the findings of one resource that it opened, ended or made graver. The same stories make the same id,
 * in whatever order they are given and whenever the notice is made.
 */
export const findingNotice = ({
  news,
  stories,
  moment = '',
  at,
  timeZone,
}: {
  news: News;
  stories: FindingNotice['stories'];
  /** What else tells these news from others of the same stories: a waiver that was given again is another. */
  moment?: string | undefined;
  at: Instant;
  timeZone: string;
}): FindingNotice => {
  const sorted = stories.toSorted(byGravity) as unknown as FindingNotice['stories'];
  const conversation = conversationOf(sorted[0]);
  const named = stories
    .map((story) => `${story.findingId} ${momentOf(news, story)}${moment && ` ${moment}`}`)
    .toSorted();
  const { stories: told, more } = fittedStories(sorted, mostStories);
  const body = { news, stories: told, at, timeZone, ...(more > 0 && { more }) };
  return {
    kind: 'finding',
    id: digest(news, conversation, ...named),
    conversation,
    severity: sorted[0].severity,
    headline: findingHeadline(body),
    ...body,
  };
};
