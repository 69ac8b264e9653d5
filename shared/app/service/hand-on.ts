import type { Transition } from '../../core/finding.ts';
import type { Queue, Store } from '../../ports.ts';
import type { NoticeMessage } from './messages.ts';

export interface HandingOn {
  store: Pick<Store, 'markSent'>;
  notices: Queue<NoticeMessage>;
}

/**
 * Hands transitions on to where notices are made of them, and then takes note that they are. Whoever dies in between leaves
 * them pending: they are handed on once more, which the id of a transition tells.
 */
export const handOn = async (transitions: readonly Transition[], { store, notices }: HandingOn): Promise<void> => {
  if (transitions.length === 0) return;
  await notices.send(
    transitions.map(({ id, finding }) => ({ kind: 'transition' as const, finding: finding.id, transition: id })),
  );
  await store.markSent(transitions);
};
