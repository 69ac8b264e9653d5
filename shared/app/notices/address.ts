import type { Finding } from '../../core/finding.ts';
import { hours, type Instant } from '../../core/instant.ts';
import { redactions, type Redaction } from '../../core/notice-settings.ts';
import { redacted } from '../../notices/content/redacted.ts';
import type { News, Notice } from '../../notices/notice.ts';
import { toldEntry, toldOf, type ToldOfResource } from '../../notices/plan/told.ts';
import { changeEntry } from '../change-entry.ts';
import type { WaiverGathering } from '../service/messages.ts';
import { noticeOfFindings } from './compose.ts';
import type { Desk } from './desk.ts';
import { gather } from './gather.ts';
import { routesNow } from './routes.ts';

/** A channel, what of some findings it is told, and what it is not to be told. */
export interface Addressed {
  channel: string;
  redact: readonly Redaction[];
  findings: readonly [Finding, ...Finding[]];
}

/** Where one finding goes: where its routes lead, or, once it was told, where that was. */
const channelsOf = (finding: Finding, told: ToldOfResource, desk: Desk): ReadonlyMap<string, readonly Redaction[]> => {
  const routed = new Map(routesNow(finding, desk).map(({ channel, redact }) => [channel, redact]));
  const channels = toldOf(told, finding)?.channels;
  // Where no route leads any more, nothing is said that one might have kept back.
  return channels ? new Map(channels.map((channel) => [channel, routed.get(channel) ?? redactions])) : routed;
};

/** To each channel what is for it: whom one finding of a change concerns, another may not. */
export const addressedTo = async (
  findings: readonly Finding[],
  desk: Desk,
  only?: string,
): Promise<readonly Addressed[]> => {
  const entries = await desk.store.entries([...new Set(findings.map(({ resource }) => toldEntry(resource)))]);
  const addressed = new Map<string, { redact: Set<Redaction>; findings: Finding[] }>();
  for (const finding of findings) {
    const told = (entries.get(toldEntry(finding.resource))?.value ?? {}) as ToldOfResource;
    for (const [channel, redact] of channelsOf(finding, told, desk)) {
      if (only !== undefined && channel !== only) continue;
      const one = addressed.get(channel) ?? { redact: new Set(), findings: [] };
      one.findings.push(finding);
      for (const each of redact) one.redact.add(each);
      addressed.set(channel, one);
    }
  }
  return [...addressed].map(([channel, one]) => ({
    channel,
    redact: [...one.redact],
    findings: one.findings as unknown as Addressed['findings'],
  }));
};

interface Rate {
  hour: Instant;
  /** Which notices it has had, by the beginning of their ids: what comes again is let through again, and takes no other's room. */
  had: readonly string[];
}

/**
 * Whether a channel has had as much as it takes in this hour. What is critical has as much room for itself, so that nothing else
 * crowds it out.
 */
const isFull = async (channel: string, { id: whole, severity }: Notice, desk: Desk): Promise<boolean> => {
  const id = whole.slice(0, 12);
  const hour = Math.floor(desk.clock.now() / hours(1));
  const { hourlyLimit } = desk.configuration.notices;
  const after = await changeEntry<Rate>(
    desk,
    `rate${severity === 'critical' ? ' critical' : ''} ${channel}`,
    (before) => {
      if (before?.hour !== hour) return { hour, had: [id] };
      if (before.had.includes(id) || before.had.length >= hourlyLimit) return before;
      return { hour, had: [...before.had, id] };
    },
    desk.clock.now() + hours(2),
  );
  return !after?.had.includes(id);
};

/** Has one channel told of something. */
export const handOverTo = async (
  { channel, redact }: Pick<Addressed, 'channel' | 'redact'>,
  notice: Notice,
  desk: Desk,
): Promise<void> =>
  desk.queue.send([
    { kind: 'delivery', channel, notice: redacted(notice, redact), since: desk.clock.now(), attempt: 0 },
  ]);

/** Has everybody told the news of what is for them, or, where a channel has had enough, rolls it up there. */
export const handOver = async (
  news: News,
  addressed: readonly Addressed[],
  desk: Desk,
  of?: WaiverGathering,
): Promise<void> => {
  for (const each of addressed) {
    const notice = await noticeOfFindings(news, each.findings, desk, of);
    if (!(await isFull(each.channel, notice, desk))) {
      await handOverTo(each, notice, desk);
      continue;
    }
    // That something is over needs no list of its own: it is in the digest.
    if (news === 'resolved') continue;
    for (const finding of each.findings) await gather({ about: 'rolled-up', channel: each.channel }, finding, desk);
  }
};
