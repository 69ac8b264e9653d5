import { createHash } from 'node:crypto';
import type { Finding } from '../../core/finding.ts';
import { days, minutes, type Instant } from '../../core/instant.ts';
import type { PlannedChange } from '../../core/notice-settings.ts';
import { waiverKey } from '../../core/waiver.ts';
import { isOfWaiver, type WaiverNews } from '../../notices/notice.ts';
import { has, isInUse, opened, withGathered, type Gathering } from '../../notices/plan/gathering.ts';
import { changeEntry } from '../change-entry.ts';
import type { GatheringKey } from '../service/messages.ts';
import { putOff, type Desk } from './desk.ts';

/** The name of a gathering in the book. */
export const gatheringEntry = (key: GatheringKey): string =>
  isOfWaiverNews(key)
    ? `gathering ${key.about} ${key.at} ${waiverKey(key.waiver)}`
    : `gathering ${JSON.stringify(Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;

/** Whether it is of a waiver that findings are gathered. */
export const isOfWaiverNews = <Key extends { about: string }>(key: Key): key is Extract<Key, { about: WaiverNews }> =>
  isOfWaiver(key.about);

/** The key of what a planned change leaves behind. */
export const plannedKey = (planned: PlannedChange): GatheringKey => ({
  about: 'planned-change',
  planned: createHash('sha256').update(JSON.stringify(planned)).digest('hex').slice(0, 16),
  reason: planned.reason.slice(0, 500),
  until: planned.until,
});

/** For how long findings are gathered before they are told. */
export const timeOf = ({ about }: GatheringKey, { configuration }: Pick<Desk, 'configuration'>): Instant =>
  about === 'gathered' ? minutes(configuration.notices.gatherMinutes) : minutes(about === 'rolled-up' ? 5 : 2);

/** An entry that nobody needs any more is forgotten. */
export const kept = days(30);

/** Puts a finding to the others of its kind. Whoever comes again does no harm. */
export const gather = async (key: GatheringKey, finding: Finding, desk: Desk): Promise<void> => {
  const now = desk.clock.now();
  const time = timeOf(key, desk);
  const after = await changeEntry<Gathering>(
    desk,
    gatheringEntry(key),
    (before) =>
      withGathered(
        before && (isInUse(before) || now <= before.until)
          ? before
          : opened({ from: now, until: now + time }, before?.past),
        finding,
      ),
    now + kept,
  );
  // Also for who comes again: whoever was first may have died before it had said when.
  if (after && after.waiting[0]?.id === finding.id) await putOff(desk, { kind: 'gathering', key }, after.until);
};

/**
 * Whether a finding is the first of its kind in some time, and to be told by itself; then the time has begun. Everybody else
 * is gathered until it is over. Whoever comes again is the first again.
 */
export const isFirst = async (
  key: GatheringKey,
  { id, finding }: { id: string; finding: Finding },
  desk: Desk,
): Promise<boolean> => {
  const now = desk.clock.now();
  let first = false;
  await changeEntry<Gathering>(
    desk,
    gatheringEntry(key),
    (before) => {
      const isOver = !before || (!isInUse(before) && now > before.until && !has(before, finding.id));
      first = isOver || before.first === id;
      return isOver ? opened({ from: now, until: now + timeOf(key, desk), first: id }, before?.past) : before;
    },
    now + kept,
  );
  return first;
};
