import type { Finding } from '../../core/finding.ts';
import { hours, type Instant } from '../../core/instant.ts';
import type { Channel, Sleep, Store } from '../../ports.ts';
import { changeEntry } from '../change-entry.ts';
import { withLinks } from '../links.ts';
import type { NoticeMessage } from '../service/messages.ts';
import { handOnWaiting } from '../service/notices.ts';
import { becameOverdue, byChange, isOverdueNow } from '../service/overdue.ts';
import { backoff, type Delivering, type Undelivered } from './deliver.ts';
import type { Desk } from './desk.ts';
import { keptRoom } from './kept-room.ts';
import { workOnNotice } from './work.ts';

/** What people are told with on one machine. */
export interface Living extends Omit<Desk, 'queue' | 'store'> {
  store: Store;
  sleep: Sleep;
  channelOf(name: string): Channel;
  /** Ends it after the message that is being worked on. */
  signal: AbortSignal;
  /** Something went wrong that is tried again, in so many milliseconds. */
  onTrouble(message: string, retryIn: Instant): void;
  undelivered(what: Undelivered): void;
}

/** People are told while a watch goes on. Nothing of it is to run while a batch of the store is open. */
export interface Live {
  /** How many transitions were there before anybody was to be told of any on this machine: nobody is told of those. */
  passedOver: number;
  /** How many messages wait, for this run or the next. */
  waiting(): number;
  /** Hears of what is new in the store, and does all that is due. */
  goOn(): Promise<void>;
  /** Waits as `Sleep` does, and goes on meanwhile whenever something is due. */
  wait: Sleep;
}

/** When it was last looked for what became overdue; absent: nobody was ever told on this machine. */
interface Looked {
  at: Instant;
}

/** Where goes what another channel did not take for a day. No channel of people's has this name. */
const fallback = '(this machine)';

const looked = 'overdue on this machine';
const lookEvery = hours(1);
const mostAtOnce = 500;

const passOver = async (store: Store): Promise<number> => {
  let count = 0;
  for (;;) {
    const pending = await store.pendingTransitions(mostAtOnce);
    if (pending.length === 0) return count;
    await store.markSent(pending);
    count += pending.length;
  }
};

const overdueAfter = async (lookedAt: Instant, living: Living): Promise<readonly Finding[]> => {
  const now = living.clock.now();
  const overdue: Finding[] = [];
  for await (const linked of withLinks(living.store.findings({ status: 'open' }), living.store)) {
    if (isOverdueNow(linked, living, now) && becameOverdue(linked, living, lookedAt, now)) overdue.push(linked.finding);
  }
  return overdue;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Begins to tell people on this machine as the functions on AWS do: what moves waits in the store until it is told, for its
 * grace, in a gathering or because a channel does not take it, and waits on there when the process ends. The first time ever,
 * what lies there from before is passed over.
 */
export const live = async (living: Living): Promise<Live> => {
  const { store, clock, sleep, signal, configuration, onTrouble } = living;
  const before = (await store.entries([looked])).get(looked)?.value as Looked | undefined;
  const passedOver = before ? 0 : await passOver(store);
  let lookedAt = before?.at ?? clock.now();
  const keepLooked = async () => changeEntry<Looked>({ store }, looked, () => ({ at: lookedAt }));
  if (!before) await keepLooked();

  const queue = await keptRoom<NoticeMessage>(store, clock);
  const desk: Desk = { ...living, queue };
  const delivering: Delivering = { ...living, queue, settings: configuration.notices, fallback };

  const hear = async (): Promise<void> => {
    while ((await handOnWaiting(() => true, { store, notices: queue })) > 0);
  };
  const remind = async (): Promise<void> => {
    const now = clock.now();
    if (now < lookedAt + lookEvery) return;
    const overdue = byChange(await overdueAfter(lookedAt, living));
    await queue.send(overdue.map((findings) => ({ kind: 'reminder', news: 'overdue', findings: [...findings] })));
    lookedAt = now;
    await keepLooked();
  };
  const workOnDue = async (): Promise<void> => {
    for (let waiting = queue.due(); waiting && !signal.aborted; waiting = queue.due()) {
      try {
        await workOnNotice(waiting.message, desk, delivering);
      } catch (error) {
        const retryIn = backoff(waiting.failures);
        await queue.putOff(waiting, retryIn);
        onTrouble(messageOf(error), retryIn);
        continue;
      }
      await queue.done(waiting);
    }
  };
  const goOn = async (): Promise<void> => {
    await hear();
    await remind();
    await workOnDue();
  };
  return {
    passedOver,
    waiting: () => queue.count(),
    goOn,
    wait: async (milliseconds) => {
      const until = clock.now() + milliseconds;
      for (;;) {
        await goOn();
        const now = clock.now();
        if (signal.aborted || now >= until) return;
        await sleep(Math.min(until, queue.next() ?? until, lookedAt + lookEvery) - now, signal);
      }
    },
  };
};
