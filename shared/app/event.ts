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

const hyphen = 45;
const nibble = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
};

const uuidBytes = (id: string): Uint8Array | undefined => {
  if (id.length !== 36) return undefined;
  const bytes = new Uint8Array(16);
  let at = 0;
  for (let index = 0; index < 36; index++) {
    const code = id.charCodeAt(index);
    if (index === 8 || index === 13 || index === 18 || index === 23) {
      if (code !== hyphen) return undefined;
      continue;
    }
    const value = nibble(code);
    if (value < 0) return undefined;
    bytes[at >> 1] = ((bytes[at >> 1] ?? 0) << 4) | value;
    at++;
  }
  return bytes;
};

/** 16 bytes that name an event: its UUID, or for an id of any other form the beginning of its SHA-256. */
export const eventKey = (id: string): Uint8Array =>
  uuidBytes(id) ?? createHash('sha256').update(id).digest().subarray(0, 16);
