import type { Finding } from '../../core/finding.ts';
import { withLot, withoutLot, type Gathering, type Lot } from '../../notices/plan/gathering.ts';
import { changeEntry } from '../change-entry.ts';
import type { GatheringKey, GatheringMessage } from '../service/messages.ts';
import { addressedTo, handOver, handOverTo } from './address.ts';
import { noticeOfList, type ListKey } from './compose.ts';
import { presentFinding, putOff, waiverNow, type Desk } from './desk.ts';
import { gatheringEntry, isOfWaiverNews, kept, timeOf } from './gather.ts';

/** How many findings are read at once. */
const atOnce = 20;

const findingsOf = async ({ gathered }: Lot, desk: Desk): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (let from = 0; from < gathered.length; from += atOnce) {
    const some = gathered.slice(from, from + atOnce).map(async ({ id }) => presentFinding(desk, id));
    findings.push(...(await Promise.all(some)).filter((each) => each !== undefined));
  }
  return findings;
};

/** What of a lot is still to be told: what is over by now is in the digest. */
const isStillSo = (key: ListKey, finding: Finding, desk: Desk): boolean => {
  if (key.about === 'rolled-up') return true;
  if (!isOfWaiverNews(key)) return finding.status === 'open' || finding.kind === 'activity';
  return finding.status === 'open' && (key.about !== 'waiver-ended' || waiverNow(desk, finding) === undefined);
};

/** Hands a list over to everybody whom some of it is for; each gets what is for them. */
export const handOverList = async (key: ListKey, lot: Lot, findings: readonly Finding[], desk: Desk): Promise<void> => {
  const told = findings.filter((finding) => isStillSo(key, finding, desk));
  if (told.length === 0 && lot.more === 0) return;
  const addressed = await addressedTo(told, desk, key.about === 'rolled-up' ? key.channel : undefined);
  // What a waiver does to one finding is no list.
  if (isOfWaiverNews(key) && told.length + lot.more === 1) return handOver(key.about, addressed, desk, key);
  for (const each of addressed) {
    await handOverTo(each, noticeOfList(key, lot, each.findings, each.channel, desk), desk);
  }
};

const tellLot = async (key: GatheringKey, desk: Desk): Promise<void> => {
  const name = gatheringEntry(key);
  const until = desk.clock.now() + kept;
  const taken = await changeEntry<Gathering>(desk, name, (before) => before && withLot(before), until);
  if (!taken?.lot) return;
  await handOverList(key, taken.lot, await findingsOf(taken.lot, desk), desk);
  const now = desk.clock.now();
  const { lot } = taken;
  const after = await changeEntry<Gathering>(
    desk,
    name,
    (before) => (before?.lot?.name === lot.name ? withoutLot(before, now, timeOf(key, desk)) : before),
    until,
  );
  // What came meanwhile has found others waiting, and has said nothing.
  if (after && after.waiting.length > 0) await putOff(desk, { kind: 'gathering', key }, after.until);
};

/** Tells what was gathered, once its time is over. Whoever comes again with the same message does no harm. */
export const tellGathered = async ({ key }: GatheringMessage, desk: Desk): Promise<void> => {
  const name = gatheringEntry(key);
  const gathering = (await desk.store.entries([name])).get(name)?.value as Gathering | undefined;
  if (!gathering) return;
  if (desk.clock.now() < gathering.until && !gathering.lot) {
    return putOff(desk, { kind: 'gathering', key }, gathering.until);
  }
  return tellLot(key, desk);
};
