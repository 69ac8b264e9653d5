import { hours, isoOf, minutes, seconds, type Instant } from '../../../core/instant.ts';
import type { SourceFile, Watched } from '../../../ports.ts';
import { arrivals, nameOf, windowsOf, type Plan } from './arrivals.ts';
import { passesAsked, reach, regionLookup, textOf, type LookedUp } from './looked-up.ts';
import { lookupAccess } from './lookup-access.ts';
import { failing, resolved, visibleAfter, type LookupOptions } from './lookup.ts';

export interface PolledLookup extends LookupOptions {
  /** Where to begin where there is no checkpoint; without it, with what happens from now on. */
  since?: Instant | undefined;
}

interface State {
  fetch: ReturnType<typeof regionLookup>;
  /** What this process has read already, so that windows that overlap do not tell it again. */
  seen: Map<string, Instant>;
  failures: number;
  notBefore: Instant;
}

/** A Region that fails is left alone for this long after the first failure, twice as long after the next. */
const rest = { first: seconds(30), longest: minutes(10) };

/**
 * CloudTrail's event history again and again: each round looks up what happened since the round before, and half an hour
 * more, because records are found only some minutes after the call. The checkpoint is in the store: another process goes
 * on where this one ends.
 */
export const polledLookup = (options: PolledLookup): Watched => {
  const { clock, sleep, checkpoint, onNote } = options;
  const access = options.access ?? lookupAccess(options);
  const states = new Map<string, State>();
  const begun = clock.now();

  const stateOf = (region: string): State => {
    const existing = states.get(region);
    if (existing) return existing;
    const fetch = regionLookup(access, region, clock, sleep);
    const made: State = { fetch, seen: new Map(), failures: 0, notBefore: -Infinity };
    states.set(region, made);
    return made;
  };

  const beginningOf = async (region: string, name: string, now: Instant): Promise<Instant> => {
    const last = await checkpoint(name);
    const from = last === undefined ? (options.since ?? begun) : Date.parse(last);
    const oldest = now - reach;
    if (from < oldest) {
      const lost = `${isoOf(from)} to ${isoOf(oldest)}`;
      onNote?.(`LookupEvents ${region}`, `what happened from ${lost} is lost: LookupEvents reaches back 90 days`);
    }
    return Math.max(from - visibleAfter, oldest);
  };

  return {
    next: async function* (signal): AsyncGenerator<SourceFile> {
      const { identity, regions, hint } = await resolved({ ...options, access });
      if (hint !== '' && states.size === 0) onNote?.('LookupEvents', hint);
      const now = clock.now();
      const checkpointOf = (region: string) => `watch/lookup/${identity}/${region}/${passesAsked}`;
      const plans: Plan[] = [];
      for (const region of regions) {
        const { fetch, seen, notBefore } = stateOf(region);
        const isResting = now < notBefore;
        const windows = isResting ? [] : windowsOf(await beginningOf(region, checkpointOf(region), now), now);
        plans.push({ region, windows, fetch: (window) => fetch(window, (id) => seen.has(id), signal) });
      }
      for await (const { region, window, outcome } of arrivals(plans)) {
        const state = stateOf(region);
        const name = nameOf(region, window);
        if (outcome === 'not-enabled') {
          onNote?.(region, 'left out: the account has not enabled this Region');
          state.notBefore = Infinity;
        } else if ('failure' in outcome) {
          state.notBefore = now + Math.min(rest.first * 2 ** state.failures++, rest.longest);
          yield failing(name, outcome.failure);
        } else {
          state.failures = 0;
          yield {
            name,
            open: () => rememberedText(outcome, state, now),
            checkpoint: { name: checkpointOf(region), value: isoOf(window.to) },
          };
        }
      }
    },
  };
};

/** Only what was read to its end is known: what was fetched and never read has to be fetched again. */
const rememberedText = async function* (found: LookedUp, { seen }: State, now: Instant): AsyncGenerator<Uint8Array> {
  yield* textOf(found);
  const forgotten = now - hours(2);
  for (const [id, at] of seen) if (at < forgotten) seen.delete(id);
  for (const { id, at } of found.events) if (at >= forgotten) seen.set(id, at);
};
