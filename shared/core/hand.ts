import type { Change } from './change.ts';
import type { Hand } from './finding.ts';

/** The hand behind what no call did: time, or knowing better. */
export const nobody: Hand = { eventId: '', call: undefined, actor: undefined, address: undefined };

/** Whose hand a change was. */
export const handOf = ({ eventId, call }: Pick<Change, 'eventId' | 'call'>): Hand => ({
  eventId,
  call: call && `${call.source}:${call.name}`,
  actor: call?.actor,
  address: call?.address,
});
