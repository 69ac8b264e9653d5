import type { Change } from './change.ts';
import type { Known } from './known.ts';
import { resourceKey } from './resource-ref.ts';

/** Deletes first where a resource that exists was deleted and made again within one second: AWS refuses the reverse. */
export const inTieOrder = (changes: readonly Change[], known: ReadonlyMap<string, Known>): readonly Change[] => {
  const creates = changes.filter(({ effect }) => effect === 'create');
  if (creates.length === 0) return changes;
  const key = (change: Change) => resourceKey(change.resource);
  const remade = new Set(creates.map(key).filter((made) => known.get(made)?.exists));
  const first = changes.filter((change) => change.effect === 'delete' && remade.has(key(change)));
  return first.length === 0 ? changes : [...first, ...changes.filter((change) => !first.includes(change))];
};

/** Changes that are in their order, by the moments that they share. */
export const tieGroups = function* (changes: readonly Change[]): Generator<readonly Change[]> {
  for (let start = 0; start < changes.length;) {
    let end = start + 1;
    while (end < changes.length && changes[end]?.order === changes[start]?.order) end++;
    yield changes.slice(start, end);
    start = end;
  }
};
