import type { Instant } from '../../core/instant.ts';
import type { Clock, Queue, Store } from '../../ports.ts';
import { changeEntry } from '../change-entry.ts';
import { lineUp } from './waiting-room.ts';

/** A message that waits, where it stands in the book, and how often it was put off because it failed. */
export interface Waiting<Message> {
  place: number;
  due: Instant;
  failures: number;
  message: Message;
}

/** A queue in the book: what waits there waits also for whoever opens it next. For one process at a time. */
export interface KeptRoom<Message> extends Queue<Message> {
  /** When the next one is due; undefined: none waits. */
  next(): Instant | undefined;
  /** The next one, if it is due. It stays there until it is said to be done. */
  due(): Waiting<Message> | undefined;
  done(waiting: Waiting<Message>): Promise<void>;
  /** It failed, and is to come again. */
  putOff(waiting: Waiting<Message>, delay: Instant): Promise<void>;
  count(): number;
}

/** The order in which they wait; each message is an entry of its own. */
type Kept = readonly (readonly [place: number, due: Instant, failures: number])[];

const order = 'waiting notices';
const entryAt = (place: number): string => `waiting notice ${place}`;

const readKept = async <Message>(kept: Kept, store: Pick<Store, 'entries'>): Promise<Waiting<Message>[]> => {
  const entries = await store.entries(kept.map(([place]) => entryAt(place)));
  return kept.map(([place, due, failures]) => {
    const entry = entries.get(entryAt(place));
    if (!entry) throw new Error(`the store says that ${entryAt(place)} is there, and has none`);
    return { place, due, failures, message: entry.value as Message };
  });
};

/**
 * Opens the queue of a store. A message is in the book before it is in the order, and out of the order before it is out of the
 * book: whoever dies in between loses none, and may find one a second time.
 */
export const keptRoom = async <Message>(
  store: Pick<Store, 'entries' | 'write'>,
  clock: Clock,
): Promise<KeptRoom<Message>> => {
  const entry = (await store.entries([order])).get(order);
  const waiting = await readKept<Message>((entry?.value ?? []) as Kept, store);
  let version = entry?.version ?? 0;

  const keepOrder = async (): Promise<void> => {
    const kept: Kept = waiting.map(({ place, due, failures }) => [place, due, failures]);
    if (!(await store.write(order, kept, version))) throw new Error('somebody else tells notices from this store');
    version++;
  };
  const leave = (gone: Waiting<Message>): void => {
    waiting.splice(waiting.indexOf(gone), 1);
  };
  return {
    send: async (messages, delay = 0) => {
      if (messages.length === 0) return;
      const taken = new Set(waiting.map(({ place }) => place));
      let place = 0;
      for (const message of messages) {
        while (taken.has(place)) place++;
        taken.add(place);
        await changeEntry({ store }, entryAt(place), () => message);
        lineUp(waiting, { place, due: clock.now() + delay, failures: 0, message });
      }
      await keepOrder();
    },
    next: () => waiting[0]?.due,
    due: () => ((waiting[0]?.due ?? Infinity) <= clock.now() ? waiting[0] : undefined),
    done: async (finished) => {
      leave(finished);
      await keepOrder();
      // Forgotten from now on; the place is free for another.
      await changeEntry({ store }, entryAt(finished.place), () => 'done', clock.now());
    },
    putOff: async (failed, delay) => {
      leave(failed);
      lineUp(waiting, { ...failed, due: clock.now() + delay, failures: failed.failures + 1 });
      await keepOrder();
    },
    count: () => waiting.length,
  };
};
