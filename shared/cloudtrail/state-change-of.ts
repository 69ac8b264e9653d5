import type { Catalogue } from '../core/catalogue.ts';
import type { Change, ChangeEffect } from '../core/change.ts';
import { partitionOf, refOf } from '../core/resource-ref.ts';
import type { StateChange } from '../core/resource-type.ts';
import type { StateChangeEvent } from './record.ts';

const effects: Record<ReturnType<StateChange['outcomeOf']>, ChangeEffect> = {
  final: 'observe',
  pending: 'observe',
  failed: 'failed',
  absent: 'absent',
};

/** The change that an event of SageMaker's own tells of; undefined when no type listens to it, a reason when it does not fit. */
export const stateChangeOf = (event: StateChangeEvent, catalogue: Catalogue): Change | string | undefined => {
  for (const type of catalogue.types.values()) {
    const { stateChange } = type;
    if (stateChange?.detailType !== event.detailType) continue;
    const { account, region, detail } = event;
    const name = stateChange.nameOf(detail);
    if (name === undefined) return `${event.detailType} names no resource`;
    const place = { partition: partitionOf(region), account, region };
    const outcome = stateChange.outcomeOf(detail);
    const stated = stateChange.state(detail);
    const parsed = type.partial.safeParse(stated);
    if (!parsed.success) return `detail does not fit: ${parsed.error.issues[0]?.message ?? 'unknown shape'}`;
    const at = Date.parse(event.time);
    return {
      eventId: event.id,
      resource: refOf(type.name, name.startsWith('arn:') ? name : type.arnOf(name, place), place),
      effect: effects[outcome],
      at,
      order: at,
      state: Object.fromEntries(Object.entries(parsed.data).filter(([member]) => stated[member] !== undefined)),
      ...(outcome === 'pending' && { asynchronous: true as const }),
    };
  }
  return undefined;
};
