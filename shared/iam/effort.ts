/** Thrown by `effort` when a piece of work has used up what it may; caught by `withEffort`, seen nowhere else. */
class TooMuch extends Error {}

let left = Infinity;

/** Counts work done, in comparisons of patterns or about as much as one. */
export const effort = (units: number): void => {
  left -= units;
  if (left < 0) throw new TooMuch();
};

/**
 * Does work that hostile input could make endless, up to so many units; then `otherwise`. Counted, not timed: the same
 * input gets the same answer on every machine.
 */
export const withEffort = <Result>(units: number, work: () => Result, otherwise: () => Result): Result => {
  const before = left;
  left = Math.min(units, before);
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return otherwise();
  } finally {
    left = before;
  }
};
