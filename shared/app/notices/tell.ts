import { isOfBaseline, tellSingly } from '../../core/baseline.ts';
import { currentEpisode, type Finding, type Transition } from '../../core/finding.ts';
import { resourceKey } from '../../core/resource-ref.ts';
import { endingWithin, waiverKey } from '../../core/waiver.ts';
import { isOfWaiver, type News } from '../../notices/notice.ts';
import { isTogether } from '../../notices/plan/together.ts';
import { toldEntry, toldOf, withTold, type ToldOfResource } from '../../notices/plan/told.ts';
import { isWithheld, whenToTell, type Circumstances, type Decision } from '../../notices/plan/when.ts';
import type { GatheringKey, ReminderMessage, TransitionMessage, WaiverGathering } from '../service/messages.ts';
import { addressedTo, handOver } from './address.ts';
import { conversationOf, isUnusualAddress, noticeOfFindings } from './compose.ts';
import { presentFinding, putOff, waiverNow, type Desk } from './desk.ts';
import { gather, isFirst, kept, plannedKey } from './gather.ts';

/** What is to be told: a transition, or a finding that somebody is to be reminded of. */
interface Occasion {
  /** Names it: what is told for it is told again for it only. */
  id: string;
  finding: Finding;
  news: News;
  /** For news of a waiver: with what else they are told. */
  waiver?: WaiverGathering | undefined;
}

const tries = 10;

const circumstancesOf = (
  transition: Transition,
  present: Finding | undefined,
  told: ToldOfResource,
  heardAt: number,
  desk: Desk,
): Circumstances => {
  const finding = present ?? transition.finding;
  return {
    transition,
    present,
    told: toldOf(told, transition.finding),
    heardAt,
    now: desk.clock.now(),
    waiver: waiverNow(desk, finding),
    settings: desk.configuration.notices,
    baseline: isOfBaseline(finding) ? (tellSingly(finding) ? 'singly' : 'summary') : 'no',
    isUnusualAddress: isUnusualAddress(currentEpisode(finding)?.openedBy, desk),
  };
};

interface Heard {
  told: ToldOfResource;
  version: number;
}

const readTold = async (finding: Finding, { store }: Desk): Promise<Heard> => {
  const name = toldEntry(finding.resource);
  const entry = (await store.entries([name])).get(name);
  return { told: (entry?.value ?? {}) as ToldOfResource, version: entry?.version ?? 0 };
};

/** The findings that go into the same notice, that of the occasion first: those of the same change of the same resource. */
const togetherWith = async (
  { id, finding, news }: Occasion,
  told: ToldOfResource,
  isAgain: boolean,
  desk: Desk,
): Promise<[Finding, ...Finding[]]> => {
  const others: Finding[] = [];
  for await (const other of desk.store.findings({ resource: finding.resource.arn })) {
    if (other.id === finding.id || resourceKey(other.resource) !== resourceKey(finding.resource)) continue;
    const toldOfOther = toldOf(told, other);
    if (
      isAgain
        ? toldOfOther?.by !== id
        : !isTogether(finding, other, news, { of: toldOf(told, finding), other: toldOfOther })
    )
      continue;
    if (!isAgain && (waiverNow(desk, other) || (isOfBaseline(other) && !tellSingly(other)))) continue;
    if (
      !isAgain &&
      isWithheld(other, desk.configuration.notices, isUnusualAddress(currentEpisode(other)?.openedBy, desk))
    )
      continue;
    others.push(other);
  }
  return [finding, ...others];
};

/** Puts it to others of the kind; false: it is to be told by itself. */
const isGathered = async ({ finding, news }: Occasion, group: readonly Finding[], desk: Desk): Promise<boolean> => {
  if (news !== 'opened' && news !== 'reopened') return false;
  if (group.some(({ severity }) => severity === 'critical')) return false;
  const principal = currentEpisode(finding)?.openedBy.actor?.principal;
  if (principal === undefined) return false;
  return !(await isFirst({ about: 'gathered', control: finding.controlId, principal }, finding, desk));
};

/** With what an occasion is told, where it is not told by itself. */
const keyOf = ({ finding, waiver }: Occasion, decided: Decision): GatheringKey =>
  waiver ??
  (decided.kind === 'list'
    ? plannedKey(decided.planned)
    : {
        about: 'gathered',
        control: finding.controlId,
        principal: currentEpisode(finding)?.openedBy.actor?.principal ?? '',
      });

/** Tells of an occasion; false: somebody else wrote meanwhile, and it is to be looked at anew. */
const tellOf = async (
  occasion: Occasion,
  decided: Decision,
  { told, version }: Heard,
  desk: Desk,
): Promise<boolean> => {
  const { finding, id, news, waiver } = occasion;
  const isAgain = decided.kind === 'again';
  const group: readonly [Finding, ...Finding[]] = waiver
    ? [finding]
    : await togetherWith(occasion, told, isAgain, desk);
  const before = toldOf(told, finding);
  const key = keyOf(occasion, decided);
  // What a waiver does to a finding is told with others; what becomes of the finding then is told as before.
  const isListed =
    isAgain || waiver
      ? before?.isListed === true
      : key.about === 'planned-change' || (await isGathered(occasion, group, desk));
  const addressed = addressedTo(group, before?.channels, desk);
  const conversation = before?.conversation ?? conversationOf(finding);
  if (!isAgain) {
    const entry = {
      by: id,
      conversation,
      channels: addressed.map(({ channel }) => channel),
      ...(isListed && { isListed: true as const }),
      news,
    };
    const now = desk.clock.now();
    if (!(await desk.store.write(toldEntry(finding.resource), withTold(told, group, entry), version, now + 12 * kept)))
      return false;
  }
  if (isListed || waiver) for (const each of group) await gather(key, each, desk);
  else await handOver(await noticeOfFindings(news, group, desk), group, addressed, desk);
  return true;
};

/** What became of a finding while it was told is told too: whoever was to tell it found that nobody had heard of it. */
const lookAgain = async (finding: Finding, desk: Desk): Promise<void> => {
  const present = await presentFinding(desk, finding.id);
  if (!present || present.status === finding.status) return;
  const last = (await desk.store.transitionsOf(finding.id)).findLast(({ change }) => change === 'resolved');
  if (last) await desk.queue.send([{ kind: 'transition', finding: finding.id, transition: last.id }]);
};

/** What is told of a waiver is told of all that it moved at that moment. */
const waiverNewsOf = ({ change, at, waiver, published }: Transition): WaiverGathering | undefined =>
  isOfWaiver(change) && waiver ? { about: change, at, waiver, ...(published && { published }) } : undefined;

const onceTold = async (transition: Transition, message: TransitionMessage, desk: Desk): Promise<boolean> => {
  const present = await presentFinding(desk, transition.finding.id);
  const heard = await readTold(transition.finding, desk);
  const heardAt = message.heardAt ?? desk.clock.now();
  const decision = whenToTell(circumstancesOf(transition, present, heard.told, heardAt, desk));
  if (decision.kind === 'leave') return true;
  if (decision.kind === 'wait') {
    await putOff(desk, { ...message, heardAt }, decision.until);
    return true;
  }
  const news = decision.kind === 'list' ? 'opened' : decision.news;
  // What is over is told as it then was; what is open, as it is now.
  const finding = transition.late ? transition.finding : (present ?? transition.finding);
  const waiver = waiverNewsOf(transition);
  if (!(await tellOf({ id: transition.id, finding, news, waiver }, decision, heard, desk))) return false;
  if (finding.status === 'open') await lookAgain(finding, desk);
  return true;
};

/**
 * Sees to it that people are told of a transition: now, later, with others or not at all, as `whenToTell` says. Whoever comes
 * again with the same message does no harm. Throws where the store or the queue does; the message is to come again then.
 */
export const tell = async (message: TransitionMessage, desk: Desk): Promise<void> => {
  const transition = (await desk.store.transitionsOf(message.finding)).find(({ id }) => id === message.transition);
  if (!transition) throw new Error(`the store has no transition ${message.transition} of finding ${message.finding}`);
  for (let attempt = 0; attempt < tries; attempt++) if (await onceTold(transition, message, desk)) return;
  throw new Error(`others are always first to tell of ${transition.finding.resource.arn}`);
};

/** What people are to be reminded of; undefined: it is not so any more. */
const reminderOf = ({ news }: ReminderMessage, finding: Finding, desk: Desk): Occasion | undefined => {
  if (finding.status !== 'open') return undefined;
  const { id, episodeCount } = finding;
  const waiver = waiverNow(desk, finding);
  if (news === 'overdue') return waiver ? undefined : { id: `${news} ${id} ${episodeCount}`, finding, news };
  if (!waiver || waiver.until - desk.clock.now() > endingWithin) return undefined;
  return {
    id: `${news} ${id} ${episodeCount} ${waiverKey(waiver)}`,
    finding,
    news,
    waiver: { about: news, at: waiver.until, waiver },
  };
};

/** Reminds people of a finding: once an episode that it should have been mended by now, once a waiver that this ends. */
export const remind = async (message: ReminderMessage, desk: Desk): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    const finding = await presentFinding(desk, message.finding);
    const occasion = finding && reminderOf(message, finding, desk);
    if (!occasion) return;
    const { id, news, waiver } = occasion;
    const heard = await readTold(occasion.finding, desk);
    const before = toldOf(heard.told, occasion.finding);
    const isSaid = (waiver ? before?.ofWaivers?.includes(id) : before?.said.includes(news)) ?? false;
    if (isSaid && before?.by !== id) return;
    const decided: Decision = { kind: isSaid ? 'again' : 'tell', news };
    if (await tellOf(occasion, decided, heard, desk)) return;
  }
  throw new Error(`others are always first to tell of finding ${message.finding}`);
};
