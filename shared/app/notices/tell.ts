import { isOfBaseline, tellSingly } from '../../core/baseline.ts';
import { currentEpisode, type Finding, type Transition } from '../../core/finding.ts';
import { minutes } from '../../core/instant.ts';
import type { News } from '../../notices/notice.ts';
import { plannedChangeOf } from '../../notices/plan/actors.ts';
import { toldOf, type ToldOfResource } from '../../notices/plan/told.ts';
import { whenToTell, type Circumstances, type Decision } from '../../notices/plan/when.ts';
import type { GatheringKey, ReminderMessage, TransitionMessage } from '../service/messages.ts';
import { addressedTo, handOver } from './address.ts';
import {
  claimFirst,
  claimOthers,
  hasLed,
  leads,
  readTold,
  siblingsOf,
  type Claim,
  type Heard,
  type Occasion,
} from './claim.ts';
import { conversationOf, isUnusualAddress } from './compose.ts';
import { presentFinding, putOff, waiverNow, type Desk } from './desk.ts';
import { gather, isFirst, plannedKey } from './gather.ts';

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

/** What findings of one control by one actor are gathered under. */
const actorKey = ({ controlId, episodes }: Finding): GatheringKey | undefined => {
  const principal = episodes.at(-1)?.openedBy.actor?.principal;
  return principal === undefined ? undefined : { about: 'gathered', control: controlId, principal };
};

/** What an occasion is gathered under, with others of its kind; undefined: it is told by itself. */
const gatheredUnder = async (
  occasion: Occasion,
  decided: Decision,
  siblings: readonly Finding[],
  desk: Desk,
): Promise<GatheringKey | undefined> => {
  const { finding, news } = occasion;
  if (decided.kind === 'list') return plannedKey(decided.planned);
  if (news !== 'opened' && news !== 'reopened') return undefined;
  if ([finding, ...siblings].some(({ severity }) => severity === 'critical')) return undefined;
  const key = actorKey(finding);
  return key === undefined || (await isFirst(key, occasion, desk)) ? undefined : key;
};

/** `anew`: somebody else wrote meanwhile, and it is to be looked at anew; `later`: somebody else is about to tell of it. */
type Told = 'told' | 'anew' | 'later';

const tellOf = async (occasion: Occasion, decided: Decision, heard: Heard, desk: Desk): Promise<Told> => {
  const { finding, id, news } = occasion;
  const before = toldOf(heard.told, finding);
  const isAgain = decided.kind === 'again';
  const siblings = await siblingsOf(isAgain ? { ...occasion, others: before?.with ?? [] } : occasion, desk);
  const conversation = before?.conversation ?? conversationOf(finding);
  const isShared = siblings.length > 0;
  if (isShared && !(await leads({ by: id, news, conversation }, desk))) return 'later';
  const key = isAgain
    ? before?.isListed && listedUnder(finding, desk)
    : await gatheredUnder(occasion, decided, siblings, desk);
  const claim: Claim = { by: id, news, conversation, ...(key && { isListed: true as const }) };
  if (!isAgain && !(await claimFirst(claim, finding, siblings, heard, desk))) return 'anew';
  const group: [Finding, ...Finding[]] = [finding, ...(await claimOthers(claim, finding, siblings, desk))];
  if (key) for (const each of group) await gather(key, each, desk);
  else await handOver(news, await addressedTo(group, desk), desk);
  if (isShared) await hasLed(claim, desk);
  if (news !== 'resolved' && news !== 'late') await lookAgain(group, desk);
  return 'told';
};

/** What a finding was listed under, for a message that comes again. */
const listedUnder = (finding: Finding, { configuration }: Desk): GatheringKey | undefined => {
  const planned = plannedChangeOf(finding, configuration.notices);
  return planned ? plannedKey(planned) : actorKey(finding);
};

/** What became of findings while they were told is told too: whoever was to tell it found that nobody had heard of them. */
const lookAgain = async (findings: readonly Finding[], desk: Desk): Promise<void> => {
  for (const { id } of findings) {
    if ((await presentFinding(desk, id))?.status !== 'resolved') continue;
    const last = (await desk.store.transitionsOf(id)).findLast(({ change }) => change === 'resolved');
    if (last) await desk.queue.send([{ kind: 'transition', finding: id, transition: last.id }]);
  }
};

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
  const end = await tellOf({ id: transition.id, finding, news, heardAt }, decision, heard, desk);
  if (end === 'later') await putOff(desk, { ...message, heardAt }, desk.clock.now() + minutes(1));
  return end !== 'anew';
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

const reminded = ({ id, episodeCount }: Finding, news: News): string => `${news} ${id} ${episodeCount}`;

/** The first of some findings that people were not reminded of by another message. */
const firstToRemindOf = async (findings: readonly Finding[], news: News, desk: Desk) => {
  for (const finding of findings) {
    const heard = await readTold(finding, desk);
    const told = toldOf(heard.told, finding);
    const isSaid = told?.said.includes(news) ?? false;
    if (!isSaid || told?.by === reminded(finding, news)) return { finding, heard, isSaid };
  }
  return undefined;
};

/** Reminds people of findings that should have been mended by now: of each once an episode. */
export const remind = async ({ findings: ids, news }: ReminderMessage, desk: Desk): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    const present = await Promise.all(ids.map(async (id) => presentFinding(desk, id)));
    const open = present
      .filter((each) => each !== undefined)
      .filter((each) => each.status === 'open' && !waiverNow(desk, each));
    const first = await firstToRemindOf(open, news, desk);
    if (!first) return;
    const { finding, heard, isSaid } = first;
    const others = open.map(({ id }) => id).filter((id) => id !== finding.id);
    const occasion = { id: reminded(finding, news), finding, news, heardAt: desk.clock.now(), others };
    const end = await tellOf(occasion, { kind: isSaid ? 'again' : 'tell', news }, heard, desk);
    if (end === 'told') return;
    if (end === 'later') return putOff(desk, { kind: 'reminder', news, findings: ids }, desk.clock.now() + minutes(1));
  }
  throw new Error(`others are always first to remind of ${ids.join(', ')}`);
};
