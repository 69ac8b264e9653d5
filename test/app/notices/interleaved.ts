import type { Passage } from './troubled.ts';
import { Trouble } from './troubled.ts';

/** Numbers between 0 and 1 that look like chance, and are the same for the same seed. [mulberry32] */
export const chanceOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/**
 * Lets several go on one at a time: whoever comes to a passage waits until it is its turn, which chance decides. With a
 * likelihood, a passage is troubled.
 */
export const interleaving = (chance: () => number, trouble = 0) => {
  const waiting: (() => void)[] = [];
  let passed = 0;
  const gate = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve));
  const pass: Passage = async (at, work) => {
    await gate();
    passed++;
    const kind = chance() < trouble ? (chance() < 0.5 ? 'before' : 'after') : 'none';
    if (kind === 'before') throw new Trouble(`${at} was not reached`);
    const result = await work();
    if (kind === 'after') throw new Trouble(`${at} did not answer`);
    await gate();
    return result;
  };
  /** Until all are done. */
  const together = async (all: readonly (() => Promise<void>)[]): Promise<void> => {
    const running = new Set(all);
    const failures: unknown[] = [];
    for (const each of all) {
      each()
        .catch((error: unknown) => failures.push(error))
        .finally(() => running.delete(each));
    }
    while (running.size > 0) {
      // Everybody goes as far as they get by themselves.
      await new Promise(setImmediate);
      const [next] = waiting.splice(Math.floor(chance() * waiting.length), 1);
      next?.();
    }
    if (failures.length > 0) throw failures[0];
  };
  return { pass, gate, together, passed: () => passed };
};
