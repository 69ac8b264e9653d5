import { days, hours, minutes, seconds, type Instant } from '../../core/instant.ts';
import type { NoticeSettings } from '../../core/notice-settings.ts';
import type { BookEntry, Channel, Clock, Delivery, Queue, Store } from '../../ports.ts';
import type { DeliveryMessage, NoticeMessage } from '../service/messages.ts';
import { longestDelay, putOff } from './desk.ts';

/** What a channel would not take, and why. */
export interface Undelivered {
  channel: string;
  notice: string;
  reason: string;
}

export interface Delivering {
  store: Pick<Store, 'entries' | 'write'>;
  clock: Clock;
  queue: Queue<NoticeMessage>;
  settings: Pick<NoticeSettings, 'channels'>;
  /** Undefined: no such channel is configured. */
  channelOf(name: string): Channel | undefined;
  /** Where notices go that another channel does not take. */
  fallback: string;
  /** Raises the alarm of operations. */
  undelivered(what: Undelivered): void;
}

/** What is remembered of a notice in a channel: what it is called there; null where a channel has no names. */
interface Sent {
  receipt: string | null;
}

/** A notice that a channel does not take for so long is given to the fallback. */
const patience = hours(24);
const rememberedFor = days(400);

/** Longer each time, up to the longest that a queue can hold a message back. */
export const backoff = (attempt: number): Instant => Math.min(seconds(15) * 2 ** Math.min(attempt, 10), longestDelay);

const sentEntry = ({ channel, notice }: DeliveryMessage): string => `sent ${channel} ${notice.id}`;
const threadEntry = ({ channel, notice }: DeliveryMessage): string => `thread ${channel} ${notice.conversation}`;

/** News that answer to an earlier notice. They wait a little for it, where it may still be on its way. */
const answers = ({ notice }: DeliveryMessage): boolean =>
  notice.kind === 'finding' && !['opened', 'reopened', 'late'].includes(notice.news);
const waitsForThread = 5;

const later = async (
  message: DeliveryMessage,
  { after, reason }: Extract<Delivery, { kind: 'later' }>,
  delivering: Delivering,
) => {
  const { clock, queue } = delivering;
  if (clock.now() - message.since > patience) {
    return refused(message, `it was tried for ${patience / hours(1)} hours: ${reason}`, delivering);
  }
  const { notBefore: _, ...rest } = message;
  const delay = Math.max(after ?? backoff(message.attempt), 0);
  const isLong = delay > longestDelay;
  await queue.send(
    [{ ...rest, attempt: message.attempt + 1, ...(isLong && { notBefore: clock.now() + delay }) }],
    Math.min(delay, longestDelay),
  );
};

/** It goes to the fallback, once; where that does not take it either, the queue keeps it and an alarm is raised. */
const refused = async (
  message: DeliveryMessage,
  reason: string,
  { queue, clock, fallback, undelivered }: Delivering,
): Promise<void> => {
  const { channel, notice, instead } = message;
  undelivered({ channel, notice: notice.id, reason });
  if (channel === fallback || instead) throw new Error(`${channel} does not take notice ${notice.id}: ${reason}`);
  await queue.send([{ ...message, channel: fallback, since: clock.now(), attempt: 0, instead: { channel, reason } }]);
};

/** What was remembered of a notice before it was sent, and of the first of its conversation. */
interface Earlier {
  sent: BookEntry | undefined;
  thread: BookEntry | undefined;
}

const receiptOf = (entry: BookEntry | undefined): string | undefined =>
  (entry?.value as Sent | undefined)?.receipt ?? undefined;

const delivered = async (
  message: DeliveryMessage,
  receipt: string | undefined,
  { sent, thread }: Earlier,
  { clock, store }: Delivering,
): Promise<void> => {
  const until = clock.now() + rememberedFor;
  const value: Sent = { receipt: receipt ?? null };
  // Where somebody else was first, what they wrote is as good.
  if (!sent || receiptOf(sent) !== receipt) await store.write(sentEntry(message), value, sent?.version ?? 0, until);
  if (receipt === undefined || receiptOf(thread) === receipt) return;
  // The first of a conversation was gone, and was posted anew: it is that which is answered from now on.
  const isPostedAnew = thread !== undefined && receiptOf(thread) === receiptOf(sent);
  if (!thread || isPostedAnew) await store.write(threadEntry(message), value, thread?.version ?? 0, until);
};

/**
 * Hands a notice to a channel. It is remembered that it was, so that a message that comes again does not tell it again: in a
 * channel whose notices have names it is edited, in another it is left. What does not go now is tried again later, for a day;
 * what never will goes to the fallback, with the reason. Throws when nobody takes it, so that the queue keeps it.
 */
export const deliverNotice = async (message: DeliveryMessage, delivering: Delivering): Promise<void> => {
  const { store, settings, clock, channelOf } = delivering;
  if (message.notBefore !== undefined && clock.now() < message.notBefore) {
    return putOff(delivering, message, message.notBefore);
  }
  const channel = channelOf(message.channel);
  if (!channel) return refused(message, 'no channel of this name is configured', delivering);
  const entries = await store.entries([sentEntry(message), threadEntry(message)]);
  const [sent, thread] = [entries.get(sentEntry(message)), entries.get(threadEntry(message))];
  const repeat = receiptOf(sent);
  if (sent && repeat === undefined) return;
  const isThreaded = settings.channels[message.channel]?.kind === 'slack-bot';
  if (isThreaded && answers(message) && thread === undefined && message.attempt < waitsForThread) {
    return later(
      message,
      { kind: 'later', reason: 'what it answers to is still on its way', after: minutes(1) },
      delivering,
    );
  }
  // Nothing answers to itself.
  const head = receiptOf(thread) === repeat ? undefined : receiptOf(thread);
  const delivery = await channel.send(message.notice, { repeat, thread: head });
  if (delivery.kind === 'later') return later(message, delivery, delivering);
  if (delivery.kind === 'refused') return refused(message, delivery.reason, delivering);
  await delivered(message, delivery.receipt, { sent, thread }, delivering);
};
