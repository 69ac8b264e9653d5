import type { Finding } from '../../core/finding.ts';
import { hours, type Instant } from '../../core/instant.ts';
import { redactions, type Redaction } from '../../core/notice-settings.ts';
import { redacted } from '../../notices/content/redacted.ts';
import type { Notice } from '../../notices/notice.ts';
import { changeEntry, type Desk } from './desk.ts';
import { gather } from './gather.ts';
import { routesNow } from './routes.ts';

/** A channel that a notice goes to, and what it is not to say there. */
export interface Addressed {
  channel: string;
  redact: readonly Redaction[];
}

/** Where news of some findings go: where their routes lead, or, for news of what was told before, where that was told. */
export const addressedTo = (
  findings: readonly Finding[],
  before: readonly string[] | undefined,
  desk: Desk,
): readonly Addressed[] => {
  const channels = new Map<string, Set<Redaction>>();
  for (const finding of findings) {
    for (const { channel, redact } of routesNow(finding, desk)) {
      channels.set(channel, new Set([...(channels.get(channel) ?? []), ...redact]));
    }
  }
  if (!before) return [...channels].map(([channel, redact]) => ({ channel, redact: [...redact] }));
  // Where no route leads any more, nothing is said that one might have kept back.
  return before.map((channel) => ({ channel, redact: [...(channels.get(channel) ?? redactions)] }));
};

interface Rate {
  hour: Instant;
  count: number;
}

/**
 * Whether a channel has had as much as it takes in this hour; what comes again may be counted twice, which does no harm. What is
 * critical has as much room for itself, so that nothing else crowds it out.
 */
const isFull = async (channel: string, isCritical: boolean, desk: Desk): Promise<boolean> => {
  const hour = Math.floor(desk.clock.now() / hours(1));
  const after = await changeEntry<Rate>(
    desk,
    `rate${isCritical ? ' critical' : ''} ${channel}`,
    (before) => (before?.hour === hour ? { hour, count: before.count + 1 } : { hour, count: 1 }),
    desk.clock.now() + hours(2),
  );
  return (after?.count ?? 0) > desk.configuration.notices.hourlyLimit;
};

/** Has one channel told of something. */
export const handOverTo = async ({ channel, redact }: Addressed, notice: Notice, desk: Desk): Promise<void> =>
  desk.queue.send([
    { kind: 'delivery', channel, notice: redacted(notice, redact), since: desk.clock.now(), attempt: 0 },
  ]);

/** Has everybody told of findings, or, where a channel has had enough, rolls them up for it. */
export const handOver = async (
  notice: Notice,
  findings: readonly Finding[],
  addressed: readonly Addressed[],
  desk: Desk,
): Promise<void> => {
  for (const each of addressed) {
    if (!(await isFull(each.channel, notice.severity === 'critical', desk))) {
      await handOverTo(each, notice, desk);
      continue;
    }
    // That something is over needs no list of its own: it is in the digest.
    if (notice.kind === 'finding' && notice.news === 'resolved') continue;
    for (const finding of findings) await gather({ about: 'rolled-up', channel: each.channel }, finding, desk);
  }
};
