import { days, isoOf, type Instant } from '../../../core/instant.ts';
import { SourceError } from '../../../core/source-error.ts';
import { awsError, failureOf } from './aws-error.ts';
import type { LookedUp, Window } from './looked-up.ts';

/** Which windows of a Region are to be looked up, oldest first. */
export interface Plan {
  region: string;
  windows: readonly Window[];
  fetch(window: Window): Promise<LookedUp>;
}

/** What came of a window. After a failure no more comes of its Region. */
export interface Arrival {
  region: string;
  window: Window;
  outcome: LookedUp | { failure: SourceError } | 'not-enabled';
}

/** A time cut at every midnight, UTC. */
export const windowsOf = (from: Instant, to: Instant): Window[] => {
  const windows: Window[] = [];
  for (let at = from; at < to;) {
    const next = Math.min(to, (Math.floor(at / days(1)) + 1) * days(1));
    windows.push({ from: at, to: next });
    at = next;
  }
  return windows;
};

/** What people call a window of a Region. */
export const nameOf = (region: string, { from, to }: Window): string => {
  const isDay = to - from === days(1);
  return `LookupEvents ${region} ${isDay ? isoOf(from).slice(0, 10) : `${isoOf(from)} to ${isoOf(to)}`}`;
};

/**
 * What LookupEvents finds, window by window and in each of them Region by Region, while all Regions are being asked at
 * once. The first plan is the global Region's: who is refused elsewhere but not there asks in a Region that is not enabled.
 */
export const arrivals = async function* (plans: readonly Plan[]): AsyncGenerator<Arrival> {
  const attempts = plans.map(({ region, windows, fetch }) => {
    const outcomes = attemptedOf(region, windows, fetch);
    return { region, windows, outcomes, next: outcomes.next() };
  });
  const globalsFirst = attempts[0]?.next;
  const globalAnswers = async () => {
    const first = await globalsFirst;
    return first?.value !== undefined && !('failure' in first.value);
  };
  const isGlobalThere = globalAnswers();
  const turns = attempts
    .flatMap((attempt) => attempt.windows.map((window) => ({ attempt, window })))
    .toSorted((a, b) => a.window.from - b.window.from);
  const over = new Set<string>();
  for (const { attempt, window } of turns) {
    const { region, outcomes } = attempt;
    if (over.has(region)) continue;
    const { value } = await attempt.next;
    if (!value) continue;
    attempt.next = outcomes.next();
    if ('failure' in value) over.add(region);
    const isRefused = 'failure' in value && failureOf(value.failure.cause) === 'not-known';
    yield { region, window, outcome: isRefused && (await isGlobalThere) ? 'not-enabled' : value };
  }
};

const attemptedOf = async function* (region: string, windows: readonly Window[], fetch: Plan['fetch']) {
  for (const window of windows) yield await attempted(region, window, fetch);
};

const attempted = async (
  region: string,
  window: Window,
  fetch: Plan['fetch'],
): Promise<LookedUp | { failure: SourceError }> => {
  try {
    return await fetch(window);
  } catch (error) {
    const permission = 'cloudtrail:LookupEvents';
    const told = awsError(error, { what: nameOf(region, window), permission }, 'file');
    if (told.scope === 'source') return { failure: told };
    const message = `${told.message}; ${region} is left out from here on`;
    return { failure: new SourceError(message, { scope: 'file', cause: error }) };
  }
};
