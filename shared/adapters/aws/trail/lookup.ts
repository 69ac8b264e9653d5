import { days, isoOf, minutes, type Instant } from '../../../core/instant.ts';
import type { Clock, Sleep, Source, SourceFile } from '../../../ports.ts';
import { arrivals, nameOf, windowsOf, type Plan } from './arrivals.ts';
import { awsError } from './aws-error.ts';
import type { AwsOptions } from './aws-options.ts';
import { passesAsked, reach, regionLookup, textOf, type Window } from './looked-up.ts';
import { lookupAccess, type LookupAccess } from './lookup-access.ts';
import { regionsOf } from './regions.ts';

/** What both ways of looking events up need. */
export interface LookupOptions extends AwsOptions {
  /** The Regions to look in beside the global one; without any, the one that is configured. */
  regions?: readonly string[] | 'all' | undefined;
  clock: Clock;
  sleep: Sleep;
  /** What a checkpoint of this name was last set to. */
  checkpoint(name: string): Promise<string | undefined>;
  onNote?: ((name: string, note: string) => void) | undefined;
  signal?: AbortSignal | undefined;
  access?: LookupAccess;
}

export interface LookupBack extends LookupOptions {
  /** How far back from now. */
  back: number;
  period?: { since: Instant; until: Instant } | undefined;
}

/** How long after a call its record may take to be found. */
export const visibleAfter = minutes(30);

/** The account and the Regions to ask; throws a `SourceError` when there are no credentials for it. */
export const resolved = async (options: LookupOptions) => {
  const access = options.access ?? lookupAccess(options);
  try {
    const configured = options.region ?? (await access.configuredRegion());
    const regions = regionsOf(options.regions, configured);
    const isAlone = options.regions === undefined && configured === undefined;
    const hint = isAlone
      ? `no Region is configured: only ${regions.join()} is looked in; name others with --regions`
      : '';
    return { access, identity: await access.identity(), regions, hint };
  } catch (error) {
    throw awsError(error, { what: 'LookupEvents', permission: 'cloudtrail:LookupEvents' }, 'source');
  }
};

/**
 * What CloudTrail's event history holds of the last days, with the user's credentials and without any trail, oldest day
 * first and in each day Region by Region; a day that is over is a checkpoint, so that a run that is interrupted goes on
 * there. Throws a `SourceError` when there are no credentials.
 *
 * Its limits are CloudTrail's: two requests a second and 50 events a request in each Region; management events only;
 * of reading calls only root's; and only the Regions asked for. (An IAM user's sign-in may be recorded in us-east-2,
 * eu-north-1 or ap-southeast-2, whatever Region is used otherwise: who wants to see those names them too.)
 */
export const lookup = async (options: LookupBack): Promise<Source> => {
  const { clock, sleep, checkpoint, onNote, period, back } = options;
  const { access, identity, regions, hint } = await resolved(options);
  if (hint !== '') onNote?.('LookupEvents', hint);
  const now = clock.now();
  const oldest = now - reach;
  const from = Math.max(now - back, oldest, period?.since ?? -Infinity);
  const to = Math.min(now, period?.until ?? Infinity);

  const isWhole = (window: Window) =>
    (window.to - window.from === days(1) || window.from === oldest) &&
    window.to % days(1) === 0 &&
    now >= window.to + visibleAfter;
  const checkpointOf = (region: string, { to: end }: Window) =>
    `lookup/${identity}/${region}/${isoOf(end - days(1)).slice(0, 10)}`;

  const wanted: { region: string; windows: Window[] }[] = [];
  let before = 0;
  for (const region of regions) {
    const windows: Window[] = [];
    for (const window of windowsOf(from, to)) {
      const isDone = isWhole(window) && (await checkpoint(checkpointOf(region, window))) === passesAsked;
      if (isDone) before++;
      else windows.push(window);
    }
    wanted.push({ region, windows });
  }
  const files = wanted.reduce((sum, { windows }) => sum + windows.length, 0);
  const read = async function* (): AsyncGenerator<SourceFile> {
    if (before > 0) onNote?.('LookupEvents', `${before} of ${before + files} days were read before: not read again`);
    const interruption = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, interruption.signal]) : interruption.signal;
    const plans: Plan[] = wanted.map(({ region, windows }) => {
      const fetch = regionLookup(access, region, clock, sleep);
      return { region, windows, fetch: (window) => fetch(window, () => false, signal) };
    });
    try {
      for await (const { region, window, outcome } of arrivals(plans)) {
        const name = nameOf(region, window);
        if (outcome === 'not-enabled') onNote?.(region, 'left out: the account has not enabled this Region');
        else if ('failure' in outcome) yield failing(name, outcome.failure);
        else {
          yield {
            name,
            open: async function* () {
              yield* textOf(outcome);
            },
            ...(isWhole(window) && { checkpoint: { name: checkpointOf(region, window), value: passesAsked } }),
          };
        }
      }
    } finally {
      interruption.abort();
    }
  };
  return { files: read(), measure: async () => ({ files }) };
};

/** What could not be looked up, as a file that can't be read. */
export const failing = (name: string, error: Error): SourceFile => ({
  name,
  open: () => {
    throw error;
  },
});
