import { covers } from '../patterns.ts';
import { activities } from './activities.ts';
import type { ActivityScope } from './activity.ts';
import { commonGrants, isInventory } from './common.ts';
import { outsideOf, type Outside } from './scopes.ts';

/** All that somebody of a persona may do. */
export interface Envelope {
  /** The same for what allows the same. */
  id: string;
  /** What an action may not be for; empty: it may be for anything; undefined: it may not be done at all. In small letters. */
  limitsOf(action: string): readonly Outside[] | undefined;
}

const unlimited: readonly Outside[] = [];

const envelopeFrom = (ids: readonly string[], actions: readonly string[], id: string): Envelope => {
  const scopes = new Map<string, Set<ActivityScope>>();
  const grants = [
    ...commonGrants,
    ...activities.filter((each) => ids.includes(each.id)).flatMap((each) => each.grants),
  ];
  for (const grant of grants) {
    for (const action of grant.actions) {
      const lower = action.toLowerCase();
      scopes.set(lower, (scopes.get(lower) ?? new Set()).add(grant.on));
    }
  }
  const limits = new Map(
    [...scopes].map(([action, names]) => {
      const each = [...names].map((name) => outsideOf[name]);
      return [action, each.some(({ length }) => length === 0) ? unlimited : each.flat()];
    }),
  );
  const patterns = actions.map((pattern) => pattern.toLowerCase());
  return {
    id,
    limitsOf: (action) => {
      if (patterns.some((pattern) => covers(pattern, action))) return unlimited;
      return limits.get(action) ?? (isInventory(action) ? unlimited : undefined);
    },
  };
};

const known = new Map<string, Envelope>();

/** What activities allow together; `actions`: further ones, patterns too, on anything. */
export const envelopeOf = (ids: readonly string[], actions: readonly string[] = []): Envelope => {
  const id = JSON.stringify([ids.toSorted(), actions.toSorted()]);
  const envelope = known.get(id) ?? envelopeFrom(ids, actions, id);
  if (known.size < 100) known.set(id, envelope);
  return envelope;
};
