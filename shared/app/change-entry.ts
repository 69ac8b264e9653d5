import type { Instant } from '../core/instant.ts';
import type { Book } from '../ports.ts';

/** How often somebody else may be first. */
const tries = 10;

/** Changes an entry of the book: reads it, has it changed, and begins anew where somebody else was first. */
export const changeEntry = async <Value>(
  { store }: { store: Book },
  name: string,
  change: (before: Value | undefined) => Value | undefined,
  until?: Instant,
): Promise<Value | undefined> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    const entry = (await store.entries([name])).get(name);
    const before = entry?.value as Value | undefined;
    const after = change(before);
    if (after === undefined || after === before) return before;
    if (await store.write(name, after, entry?.version ?? 0, until)) return after;
  }
  throw new Error(`others keep writing ${name} at the same time: try again`);
};
