/** Runs what it is given, at most so many at a time, in the order in which they came. */
export const slots = (most: number) => {
  let free = most;
  const waiting: (() => void)[] = [];
  return async <Made>(make: () => Promise<Made>): Promise<Made> => {
    if (free > 0) free--;
    // Who ends hands its place on: the count stays as it is.
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await make();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
};
