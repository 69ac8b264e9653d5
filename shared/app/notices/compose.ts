import { isOfBaseline } from '../../core/baseline.ts';
import type { Change } from '../../core/change.ts';
import { currentEpisode, type Finding, type Hand } from '../../core/finding.ts';
import { applied, heardOf } from '../../core/known.ts';
import { resourceKey } from '../../core/resource-ref.ts';
import type { Members } from '../../core/trail-record.ts';
import { findingNotice, listNotice } from '../../notices/content/notice.ts';
import { storyOf } from '../../notices/content/story.ts';
import { whoOf } from '../../notices/content/who.ts';
import type { FindingNotice, ListNotice, News, Story } from '../../notices/notice.ts';
import type { Lot } from '../../notices/plan/gathering.ts';
import type { GatheringKey } from '../service/messages.ts';
import { waiverNow, type Desk } from './desk.ts';

/** What is known of a resource before one of its changes, with what follows from it. */
const stateBefore = (history: readonly Change[], opening: Change, desk: Desk): Members | undefined => {
  const earlier = history.slice(0, history.indexOf(opening));
  const known = earlier.reduce((before, change) => applied(before, change).after, heardOf(opening.resource));
  return known.exists ? desk.withDerived(opening.resource.type, known.state) : undefined;
};

const storyIn = async (finding: Finding, history: readonly Change[], desk: Desk): Promise<Story> => {
  const control = desk.controlOf(finding.controlId);
  const episode = currentEpisode(finding);
  const changeOf = (hand: Hand | undefined): Change | undefined =>
    hand === undefined || hand.eventId === '' ? undefined : history.find(({ eventId }) => eventId === hand.eventId);
  const opening = changeOf(episode?.openedBy);
  return storyOf({
    finding,
    control,
    requirements: desk.requirementsOf(control),
    configuration: desk.configuration,
    at: desk.clock.now(),
    opening,
    closing: changeOf(episode?.resolvedBy),
    raising: changeOf(episode?.raised?.by),
    before: opening && stateBefore(history, opening, desk),
    waiver: waiverNow(desk, finding),
  });
};

/** The notice of what one change did to findings of one resource, the gravest first. */
export const noticeOfFindings = async (
  news: News,
  findings: readonly [Finding, ...Finding[]],
  conversation: string,
  desk: Desk,
): Promise<FindingNotice> => {
  const history = await desk.store.history(resourceKey(findings[0].resource));
  const stories: Story[] = [];
  for (const finding of findings) stories.push(await storyIn(finding, history, desk));
  const [first, ...others] = stories;
  if (!first) throw new Error('a notice of no finding');
  return findingNotice({
    news,
    stories: [first, ...others],
    conversation,
    at: desk.clock.now(),
    timeZone: desk.configuration.notices.timeZone,
  });
};
