import type { Instant } from './instant.ts';

/** What people said of who mends a finding, where it is spoken of, and by when. */
export interface TicketLink {
  /** The key of a ticket, or its address. */
  ticket?: string | undefined;
  assignee?: string | undefined;
  /** The last moment by which it is to be mended, in the place of the one that follows from its severity. */
  dueAt?: Instant | undefined;
}
