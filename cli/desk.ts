import type { Desk } from '../shared/app/notices/desk.ts';
import { aliasesOf } from './catalogue.ts';
import type { Workspace } from './workspace.ts';

/** What notices are made of on one machine, beside store, clock and queue. */
export const deskOf = ({
  catalogue,
  configuration,
  controlOf,
  requirementsOf,
}: Workspace): Omit<Desk, 'store' | 'clock' | 'queue'> => ({
  configuration,
  controlOf,
  requirementsOf,
  aliasesOf,
  catalogue,
});
