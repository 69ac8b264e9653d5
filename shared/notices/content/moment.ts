import type { Instant } from '../../core/instant.ts';
import { durationOf } from '../../core/spoken.ts';

/** The farthest moments that a calendar has. [ECMAScript, time values] */
const farthest = 8_640_000_000_000_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
};

const partsOf = (at: Instant, timeZone: string): Readonly<Record<string, string>> => {
  const clock = clocks.get(timeZone) ?? clockOf(timeZone);
  if (clocks.size < 500) clocks.set(timeZone, clock);
  return Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
};

const isMoment = (at: Instant): boolean => Math.abs(at) <= farthest;

/** A day as readers of a time zone have it: `2026-11-02`. */
export const dayText = (at: Instant, timeZone: string): string => {
  if (!isMoment(at)) return 'a day that is not known';
  const { year, month, day } = partsOf(at, timeZone);
  return `${year}-${month}-${day}`;
};

/** A moment on a reader's clock, to the minute: `2026-11-02 10:14 UTC+01:00`. A zone that nobody knows is UTC. */
export const momentText = (at: Instant, timeZone: string): string => {
  if (!isMoment(at)) return 'a moment that is not known';
  const { hour, minute, timeZoneName = '' } = partsOf(at, timeZone);
  return `${dayText(at, timeZone)} ${hour}:${minute} ${timeZoneName.replace('GMT', 'UTC').replace('+00:00', '')}`;
};

/** How long ago a moment was, or in what time it will be: `2 h 5 min ago`, `in 3 d`, `just now`. */
export const agoText = (at: Instant, now: Instant): string => {
  if (!isMoment(at) || !isMoment(now)) return 'at a moment that is not known';
  const passed = now - at;
  if (Math.abs(passed) < 1_000) return 'just now';
  return passed > 0 ? `${durationOf(passed)} ago` : `in ${durationOf(-passed)}`;
};
