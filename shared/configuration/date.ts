import { days, type Instant } from '../core/instant.ts';

const form = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

const startOfDay = (date: string): Instant | undefined => {
  const start = Date.parse(`${date}T00:00:00Z`);
  // Some dates that there are not (30 February) are read as others: only what comes out the same is one.
  return Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== date ? undefined : start;
};

/** The first and the last moment of a date (in UTC), or of a time with its zone; undefined: it is neither. */
export const momentsOf = (text: string): { first: Instant; last: Instant } | undefined => {
  const [, date = '', time] = form.exec(text) ?? [];
  const start = startOfDay(date);
  if (start === undefined) return;
  if (time === undefined) return { first: start, last: start + days(1) - 1 };
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : { first: at, last: at };
};
