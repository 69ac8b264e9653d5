import type { Transition } from '../../core/finding.ts';
import type { Instant } from '../../core/instant.ts';
import type { Queue, Store } from '../../ports.ts';

/** What people are to be told: how a finding moved, or what a week came to. */
export type NoticeMessage =
  | { kind: 'transition'; transition: Transition }
  | { kind: 'digest'; from: Instant; until: Instant };

/** Where notices are handed on, and what remembers that they were. */
export interface Outbox {
  store: Pick<Store, 'pendingTransitions' | 'markSent'>;
  notices: Queue<NoticeMessage>;
}

/** Hands a transition on, and only then remembers that it was: it may be handed on twice, and never not at all. */
export const handOn = async (transition: Transition, { store, notices }: Outbox): Promise<void> => {
  await notices.send([{ kind: 'transition', transition }]);
  await store.markSent([transition]);
};

const mostAtOnce = 100;

/** Hands on what has waited since the last look: what the stream lost, or nobody took from it. Returns how many those were. */
export const handOnWaiting = async (isWaiting: (id: string) => boolean, outbox: Outbox): Promise<number> => {
  const waiting = (await outbox.store.pendingTransitions(mostAtOnce)).filter(({ id }) => isWaiting(id));
  for (const transition of waiting) await handOn(transition, outbox);
  return waiting.length;
};
