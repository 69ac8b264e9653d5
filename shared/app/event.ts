import { createHash } from 'node:crypto';
import type { Change } from '../core/change.ts';
import type { Instant } from '../core/instant.ts';

/** An event on its way into a batch: what it is called, when it was, what it comes to. */
export interface Event {
  key: Uint8Array;
  /** For a call that several accounts' trails tell of: the key they share. Only the first of them changes anything. */
  sharedKey?: Uint8Array | undefined;
  at: Instant;
  class: 'evaluated' | 'irrelevant' | 'failedCall';
  changes: readonly Change[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** 16 bytes that name an event: its UUID, or for an id of any other form the beginning of its SHA-256. */
export const eventKey = (id: string): Uint8Array =>
  uuid.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : createHash('sha256').update(id).digest().subarray(0, 16);
