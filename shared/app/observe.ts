import type { Change } from '../core/change.ts';
import type { Transition } from '../core/finding.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import type { ResourceType } from '../core/resource-type.ts';
import type { Reader, ReadOutcome } from '../ports.ts';
import { assess, preview, type Assessing } from './assess.ts';
import { eventKey, type Event } from './event.ts';

type Answer = Exclude<ReadOutcome, { kind: 'unavailable' }>;

/** A read as a change. */
export const changeOfRead = (resource: ResourceRef, answer: Answer, isBaseline = false): Change => ({
  eventId: `read ${resource.arn} ${answer.at}`,
  resource,
  effect: answer.kind === 'found' ? 'observe' : answer.kind,
  at: answer.at,
  order: answer.at,
  isRead: true,
  ...(isBaseline && { isBaseline: true as const }),
  state: answer.kind === 'found' ? answer.state : {},
  ...(answer.kind === 'found' && !answer.final && { asynchronous: true as const }),
});

const eventOf = (change: Change): Event => ({
  key: eventKey(change.eventId),
  at: change.at,
  class: 'evaluated',
  changes: [change],
});

const saySame = (one: Answer, other: Answer): boolean =>
  JSON.stringify({ ...one, at: 0 }) === JSON.stringify({ ...other, at: 0 });

export type Observed =
  | { kind: 'told'; transitions: readonly Transition[] }
  /** Two reads said different things: nothing was concluded, ask again later. */
  | { kind: 'contradicted' }
  | Extract<ReadOutcome, { kind: 'unavailable' }>;

/** Asks AWS what a resource is, and takes the answer in. An answer that would resolve a finding is asked for twice. */
export const observe = async (
  type: ResourceType,
  resource: ResourceRef,
  reader: Reader,
  assessing: Assessing,
  isBaseline = false,
): Promise<Observed> => {
  const first = await reader.get(type, resource);
  if (first.kind === 'unavailable') return first;
  const change = changeOfRead(resource, first, isBaseline);
  const resolves = (await preview([eventOf(change)], assessing)).some(
    ({ change: movement }) => movement === 'resolved',
  );
  if (resolves) {
    const second = await reader.get(type, resource);
    if (second.kind === 'unavailable') return second;
    if (!saySame(first, second)) return { kind: 'contradicted' };
  }
  const { transitions } = await assess([eventOf(change)], [], assessing);
  return { kind: 'told', transitions };
};
