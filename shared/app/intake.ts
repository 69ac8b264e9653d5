import { createHash } from 'node:crypto';
import { keptText } from '../cloudtrail/broken-piece.ts';
import { changesOf } from '../cloudtrail/changes-of.ts';
import { readRecord, type Readable } from '../cloudtrail/record.ts';
import { stateChangeOf } from '../cloudtrail/state-change-of.ts';
import type { Catalogue } from '../core/catalogue.ts';
import type { Change } from '../core/change.ts';
import type { Instant } from '../core/instant.ts';
import type { Quarantined } from '../ports.ts';
import { eventKey, type Event } from './event.ts';

/** What a value of a trail source comes to before it is looked up whether it was handled before. */
export type Intake =
  | { event: Event }
  | { outside: true }
  /** Nothing would have delivered it; `isNeeded`: though a control looks at it. */
  | { heldBack: true; isNeeded: boolean }
  | { quarantine: string };

export interface Period {
  since: Instant;
  until: Instant;
}

const outside = { outside: true } as const;
const none: readonly Change[] = [];

/** What of a trail source is taken in; default: all. */
export interface Taking {
  period?: Period | undefined;
  /** Whether it would have come by the way that is tried out. */
  isDelivered?: ((read: Readable) => boolean) | undefined;
}

/** Classes one value: a record in any of its forms, or an event of SageMaker's own. Never throws for what it is given. */
export const intake = (value: unknown, catalogue: Catalogue, { period, isDelivered }: Taking = {}): Intake => {
  const read = readRecord(value);
  if (read.kind === 'unreadable') return { quarantine: read.reason };
  if (period && (read.at < period.since || read.at >= period.until)) return outside;
  const taken = classed(read, catalogue);
  if (!isDelivered || isDelivered(read)) return taken;
  return { heldBack: true, isNeeded: 'event' in taken && taken.event.class === 'evaluated' };
};

const classed = (read: Readable, catalogue: Catalogue): Intake => {
  const { at } = read;
  if (read.kind === 'state-change') {
    const change = stateChangeOf(read.event, catalogue);
    if (typeof change === 'string') return { quarantine: change };
    return {
      event: {
        key: eventKey(read.event.id),
        at,
        class: change ? 'evaluated' : 'irrelevant',
        changes: change ? [change] : [],
      },
    };
  }
  const { record } = read;
  const classified = changesOf(record, catalogue);
  if (classified.class === 'quarantined') return { quarantine: classified.reason };
  const changes = classified.class === 'evaluated' ? classified.changes : none;
  return {
    event: {
      key: eventKey(record.eventID),
      ...(record.sharedEventID && changes.length > 0 && { sharedKey: eventKey(`shared:${record.sharedEventID}`) }),
      at,
      class: classified.class,
      changes,
    },
  };
};

export const quarantinedRecord = (
  file: string,
  reason: string,
  { position, raw }: { position: number; raw: Uint8Array },
): Quarantined => ({
  file,
  position,
  reason,
  text: Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, keptText)).toString('utf8'),
  length: raw.byteLength,
  sha256: createHash('sha256').update(raw).digest('hex'),
});
