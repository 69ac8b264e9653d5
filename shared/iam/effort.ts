/** Thrown by `effort` when a piece of work has used up what it may; caught by `withEffort`, seen nowhere else. */
class TooMuch extends Error {}

let left = Infinity;
let isDoubtful = false;

/** Counts work done, in comparisons of patterns or about as much as one. */
export const effort = (units: number): void => {
  left -= units;
  if (left < 0) throw new TooMuch();
};

/** Says that what was not found may be there all the same: unless `settled` finds another, `withEffort` does not conclude. */
export const doubt = (): void => {
  isDoubtful = true;
};

/** Looks for something of which one is enough: doubts about where it was not are nothing once it is found. */
export const settled = <Found>(look: () => Found | undefined): Found | undefined => {
  const before = isDoubtful;
  const found = look();
  if (found !== undefined) isDoubtful = before;
  return found;
};

/**
 * Does work that hostile input could make endless, up to so many units; where that is too few, or a doubt is left, `otherwise`,
 * with the reason. Counted, not timed: the same input gets the same answer on every machine.
 */
export const withEffort = <Result>(
  units: number,
  work: () => Result,
  otherwise: (reason: string) => Result,
): Result => {
  const before = { left, isDoubtful };
  left = Math.min(units, before.left);
  isDoubtful = false;
  try {
    const result = work();
    return isDoubtful ? otherwise('variables tie keys of its conditions in a way that is not decided') : result;
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return otherwise('it is too large to be decided in time');
  } finally {
    ({ left, isDoubtful } = before);
  }
};
