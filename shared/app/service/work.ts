import type { WorkMessage } from './messages.ts';
import { readResource, type ReadEnd, type Reading } from './read.ts';
import { reconcile, type Reconciled, type Reconciling } from './reconcile.ts';
import { listResources, type ListEnd, type Sweeping } from './sweep.ts';

/** Everything that any message of the work queue takes. */
export type Working = Reading & Sweeping & Reconciling;

/** Does what a message of the work queue asks for. Throws where it is to come again. */
export const workOn = (message: WorkMessage, working: Working): Promise<ReadEnd | ListEnd | Reconciled> => {
  switch (message.kind) {
    case 'read':
      return readResource(message, working);
    case 'list':
      return listResources(message, working);
    case 'reconcile':
      return reconcile(message, working);
  }
};
