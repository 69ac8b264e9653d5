import type { Clock, Sleep } from '../../../ports.ts';

/** Lets through one call after the other, with so much time between them. */
export const pacer = (interval: number, clock: Clock, sleep: Sleep) => {
  let next = -Infinity;
  return async (signal?: AbortSignal): Promise<void> => {
    const now = clock.now();
    // Never more than it takes for those who wait already: the clock may have been set back.
    const at = Math.min(Math.max(now, next), now + 10 * interval);
    next = at + interval;
    if (at > now) await sleep(at - now, signal);
  };
};
