import { currentEpisode, type Finding } from '../../core/finding.ts';
import type { News } from '../notice.ts';
import type { ToldOfFinding } from './told.ts';

const sameEvent = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a !== '' && a === b;

/**
 * Whether another finding of the same resource goes into the notice of a finding: what one change opened is one notice, and so
 * is what one change mended, as far as it was told in one.
 */
export const isTogether = (
  finding: Finding,
  other: Finding,
  news: News,
  { of, other: toldOfOther }: { of: ToldOfFinding | undefined; other: ToldOfFinding | undefined },
): boolean => {
  const [ours, theirs] = [currentEpisode(finding), currentEpisode(other)];
  if (news === 'opened' || news === 'reopened') {
    if (other.status !== 'open' || (toldOfOther && toldOfOther.said.length > 0)) return false;
    return sameEvent(ours?.openedBy.eventId, theirs?.openedBy.eventId);
  }
  if (news !== 'resolved' || other.status !== 'resolved' || !toldOfOther || toldOfOther.isListed) return false;
  if (toldOfOther.said.includes('resolved') || toldOfOther.conversation !== of?.conversation) return false;
  return sameEvent(ours?.resolvedBy?.eventId, theirs?.resolvedBy?.eventId);
};
