import { gunzipSync, gzipSync } from 'node:zlib';
import type { Event, LookupAttribute } from '@aws-sdk/client-cloudtrail';
import { days, minutes, seconds, type Instant } from '../../../core/instant.ts';
import { SourceError } from '../../../core/source-error.ts';
import type { Clock, Sleep } from '../../../ports.ts';
import { failureOf } from './aws-error.ts';
import type { LookupAccess } from './lookup-access.ts';
import { pacer } from './pacer.ts';

/** From a moment on, and before another. */
export interface Window {
  from: Instant;
  to: Instant;
}

/** What LookupEvents found in a window: pages as text, one record a line, oldest first. */
export interface LookedUp {
  pages: readonly Buffer[];
  /** The ids of its events, with when they were. */
  events: readonly { id: string; at: Instant }[];
}

/**
 * What is asked for, in turn: LookupEvents takes one condition at a time. Reading calls change nothing that controls judge
 * but one: what root does counts whatever it is.
 */
const passes: readonly (LookupAttribute & { wants(event: Event): boolean })[] = [
  { AttributeKey: 'ReadOnly', AttributeValue: 'false', wants: () => true },
  { AttributeKey: 'Username', AttributeValue: 'root', wants: ({ ReadOnly }) => ReadOnly !== 'false' },
];

/** For checkpoints: whoever asks for more another time must ask anew. */
export const passesAsked = passes.map(({ AttributeKey, AttributeValue }) => `${AttributeKey}=${AttributeValue}`).join();

/** How far LookupEvents reaches back. */
export const reach = days(90);
/** LookupEvents allows two requests a second for each account and Region. */
const interval = seconds(0.5);
const backoff = { attempts: 8, longest: minutes(1) };

/** Asks one Region, as fast as it allows and no faster. */
export const regionLookup = (access: LookupAccess, region: string, clock: Clock, sleep: Sleep) => {
  const pace = pacer(interval, clock, sleep);

  const pageOf = async (input: Parameters<LookupAccess['page']>[1], signal?: AbortSignal) => {
    for (let attempt = 1; ; attempt++) {
      await pace(signal);
      if (signal?.aborted) throw new SourceError('interrupted');
      try {
        return await access.page(region, input, signal);
      } catch (error) {
        if (failureOf(error) !== 'throttled' || attempt === backoff.attempts) throw error;
        await sleep(Math.min(seconds(2 ** attempt), backoff.longest), signal);
      }
    }
  };

  /** Everything in a window but what `isKnown` says was read before. */
  return async ({ from, to }: Window, isKnown: (id: string) => boolean, signal?: AbortSignal): Promise<LookedUp> => {
    const pages: Buffer[] = [];
    const events: { id: string; at: Instant }[] = [];
    for (const { wants, AttributeKey, AttributeValue } of passes) {
      // Time passes while one asks, and what lies out of reach may be refused.
      const start = Math.max(from, clock.now() - reach + minutes(1));
      if (start >= to) continue;
      const newestFirst: Buffer[] = [];
      let token: string | undefined;
      do {
        const { Events = [], NextToken } = await pageOf(
          {
            LookupAttributes: [{ AttributeKey, AttributeValue }],
            StartTime: new Date(start),
            EndTime: new Date(to),
            MaxResults: 50,
            ...(token !== undefined && { NextToken: token }),
          },
          signal,
        );
        // The end is meant inclusively there: what lies on it belongs to the next window.
        const found = Events.filter((event) => wants(event) && timeOf(event, to - 1) < to && !isKnown(idOf(event)));
        if (found.length > 0) newestFirst.push(pageText(found));
        for (const event of found) events.push({ id: idOf(event), at: timeOf(event, from) });
        token = NextToken;
      } while (token !== undefined);
      pages.push(...newestFirst.toReversed());
    }
    return { pages, events };
  };
};

const idOf = ({ EventId = '' }: Event): string => EventId;
const timeOf = ({ EventTime }: Event, otherwise: Instant): Instant => EventTime?.getTime() ?? otherwise;

const lineOf = ({ CloudTrailEvent, ...event }: Event): string =>
  (CloudTrailEvent ?? JSON.stringify(event)).replaceAll(/[\r\n]+/g, ' ');

/** Compressed: a day of a busy account waits here until it is its turn. */
const pageText = (events: Event[]): Buffer => {
  const sorted = events.toSorted((a, b) => timeOf(a, 0) - timeOf(b, 0) || (idOf(a) < idOf(b) ? -1 : 1));
  return gzipSync(`${sorted.map(lineOf).join('\n')}\n`, { level: 1 });
};

/** The text of what was found. A window in which nothing was is a log file without records, not an empty one. */
export const textOf = function* ({ pages }: LookedUp): Generator<Uint8Array> {
  for (const page of pages) yield gunzipSync(page);
  if (pages.length === 0) yield Buffer.from('{"Records":[]}');
};
