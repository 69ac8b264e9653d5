import { currentEpisode, type Finding } from '../../core/finding.ts';
import type { NoticeSettings } from '../../core/notice-settings.ts';
import type { News } from '../notice.ts';
import type { ToldOfFinding } from './told.ts';
import { isMoreThanAMoment } from './when.ts';

/** The event that has brought news of a finding about; undefined: no event has, or none that is told together. */
export const eventBehind = (finding: Finding, news: News): string | undefined => {
  const episode = currentEpisode(finding);
  const hand = news === 'resolved' ? episode?.resolvedBy : episode?.openedBy;
  if (!['opened', 'reopened', 'late', 'resolved'].includes(news)) return undefined;
  return hand === undefined || hand.eventId === '' ? undefined : hand.eventId;
};

/**
 * Whether another finding goes into the notice of a finding: what one change opened, of whatever resources, is one notice, and
 * so is what one change mended, as far as it was told in one.
 */
export const isTogether = (
  finding: Finding,
  other: Finding,
  news: News,
  conversation: string,
  told: ToldOfFinding | undefined,
  settings: NoticeSettings,
): boolean => {
  // Whoever reminds of several has chosen them.
  if (news === 'overdue') return other.status === 'open' && !told?.said.includes(news);
  const event = eventBehind(finding, news);
  if (event === undefined || eventBehind(other, news) !== event) return false;
  const isUntold = !told || told.said.length === 0;
  if (news === 'late') return isUntold && other.status === 'resolved' && isMoreThanAMoment(other, settings);
  if (news !== 'resolved') return isUntold && other.status === 'open';
  if (other.status !== 'resolved' || !told || told.isListed || told.said.includes('resolved')) return false;
  return told.said.length > 0 && told.conversation === conversation;
};
