import type { Instant } from '../../core/instant.ts';
import type { Clock, Queue } from '../../ports.ts';

/** A queue in memory: messages wait there until they are due, in their order. */
export interface WaitingRoom<Message> extends Queue<Message> {
  /** When the next one is due; undefined: none waits. */
  next(): Instant | undefined;
  /** Takes the next one out, if it is due. */
  take(): Message | undefined;
}

/** Puts what is due at a moment behind all that is due by then. */
export const lineUp = <Waiting extends { due: Instant }>(waiting: Waiting[], one: Waiting): void => {
  let at = waiting.length;
  while (at > 0 && (waiting[at - 1]?.due ?? 0) > one.due) at--;
  waiting.splice(at, 0, one);
};

/** A queue that nothing survives; for going through what is past. */
export const waitingRoom = <Message>(clock: Clock): WaitingRoom<Message> => {
  const waiting: { due: Instant; message: Message }[] = [];
  return {
    send: async (messages, delay = 0) => {
      const due = clock.now() + delay;
      for (const message of messages) lineUp(waiting, { due, message });
    },
    next: () => waiting[0]?.due,
    take: () => ((waiting[0]?.due ?? Infinity) <= clock.now() ? waiting.shift()?.message : undefined),
  };
};
