import type { Transition } from '../../core/finding.ts';
import type { Queue, Store } from '../../ports.ts';
import type { NoticeMessage } from './messages.ts';

/** Where notices are handed on, and what remembers that they were. */
export interface Outbox {
  store: Pick<Store, 'pendingTransitions' | 'markSent'>;
  notices: Queue<NoticeMessage>;
}

/**
 * Hands transitions on to where notices are made of them, and only then remembers that they were. Whoever dies in between
 * leaves them pending: they are handed on once more, which the id of a transition tells, and never not at all.
 */
export const handOn = async (
  transitions: readonly Transition[],
  { store, notices }: Pick<Outbox, 'notices'> & { store: Pick<Store, 'markSent'> },
): Promise<void> => {
  if (transitions.length === 0) return;
  await notices.send(
    transitions.map(({ id, finding }) => ({ kind: 'transition' as const, finding: finding.id, transition: id })),
  );
  await store.markSent(transitions);
};

const mostAtOnce = 100;

/** Hands on what has waited since the last look: what the stream lost, or nobody took from it. Returns how many those were. */
export const handOnWaiting = async (isWaiting: (id: string) => boolean, outbox: Outbox): Promise<number> => {
  const waiting = (await outbox.store.pendingTransitions(mostAtOnce)).filter(({ id }) => isWaiting(id));
  await handOn(waiting, outbox);
  return waiting.length;
};
