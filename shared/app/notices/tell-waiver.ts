import type { Finding, Transition } from '../../core/finding.ts';
import { endingWithin, waiverKey } from '../../core/waiver.ts';
import { isOfWaiver } from '../../notices/notice.ts';
import { toldOf } from '../../notices/plan/told.ts';
import type { Decision } from '../../notices/plan/when.ts';
import type { ReminderMessage, WaiverGathering } from '../service/messages.ts';
import { claimFirst, readTold, type Heard } from './claim.ts';
import { conversationOf } from './compose.ts';
import { presentFinding, waiverNow, type Desk } from './desk.ts';
import { gather } from './gather.ts';

/** What a waiver does to one finding, or is about to. */
interface OfWaiver {
  /** Names it: what is told for it is told again for it only. */
  id: string;
  finding: Finding;
  waiver: WaiverGathering;
}

const tries = 10;

/** What a transition tells of a waiver: with everything else that it moved at that moment; undefined: nothing. */
export const waiverNewsOf = ({ change, at, waiver, published }: Transition): WaiverGathering | undefined =>
  isOfWaiver(change) && waiver ? { about: change, at, waiver, ...(published && { published }) } : undefined;

/**
 * Puts news of a waiver to those of the other findings that it covers: many of them are one notice. Who was told of the finding
 * before is told of this, and what becomes of it then is told as before. False: somebody else wrote meanwhile.
 */
export const tellOfWaiver = async (
  { id, finding, waiver }: OfWaiver,
  decided: Decision,
  heard: Heard,
  desk: Desk,
): Promise<boolean> => {
  const before = toldOf(heard.told, finding);
  const claim = {
    by: id,
    news: waiver.about,
    conversation: before?.conversation ?? conversationOf(finding),
    ...(before?.isListed && { isListed: true as const }),
  };
  if (decided.kind !== 'again' && !(await claimFirst(claim, finding, [], heard, desk))) return false;
  await gather(waiver, finding, desk);
  return true;
};

/** That the waiver of a finding ends soon; undefined: it does not any more. */
const endOf = (finding: Finding, desk: Desk): OfWaiver | undefined => {
  const waiver = waiverNow(desk, finding);
  if (finding.status !== 'open' || !waiver || waiver.until - desk.clock.now() > endingWithin) return undefined;
  const id = `waiver-ending ${finding.id} ${finding.episodeCount} ${waiverKey(waiver)}`;
  return { id, finding, waiver: { about: 'waiver-ending', at: waiver.until, waiver } };
};

const remindOfOneEnd = async (id: string, desk: Desk): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    const finding = await presentFinding(desk, id);
    const ending = finding && endOf(finding, desk);
    if (!ending) return;
    const heard = await readTold(ending.finding, desk);
    const before = toldOf(heard.told, ending.finding);
    const isSaid = before?.ofWaivers?.includes(ending.id) ?? false;
    if (isSaid && before?.by !== ending.id) return;
    const decided: Decision = { kind: isSaid ? 'again' : 'tell', news: 'waiver-ending' };
    if (await tellOfWaiver(ending, decided, heard, desk)) return;
  }
  throw new Error(`others are always first to tell of finding ${id}`);
};

/** Reminds people that the waivers of some findings end soon: once of each waiver. */
export const remindOfEnd = async ({ findings }: ReminderMessage, desk: Desk): Promise<void> => {
  for (const id of findings) await remindOfOneEnd(id, desk);
};
