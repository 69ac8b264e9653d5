import type { Instant } from '../core/instant.ts';
import type { Clock, Sleep } from '../ports.ts';

/** Lets at most so many through in any stretch of time of a length; who comes too early waits. */
export const paced = (count: number, period: Instant, { clock, sleep }: { clock: Clock; sleep: Sleep }) => {
  const begun: Instant[] = [];
  let last: Promise<void> = Promise.resolve();

  const take = async (): Promise<void> => {
    for (;;) {
      const oldest = begun.length < count ? undefined : begun[0];
      const now = clock.now();
      // A clock that was set back is no reason to wait for long.
      const wait = oldest === undefined ? 0 : Math.min(oldest + period - now, period);
      if (wait <= 0) break;
      await sleep(wait);
      if (oldest !== undefined && clock.now() < oldest) begun.shift();
    }
    begun.push(clock.now());
    if (begun.length > count) begun.shift();
  };

  /** Resolves when it is one's turn, in the order in which it was asked. */
  return (): Promise<void> => (last = last.then(take));
};
