import { days, hours, type Instant } from '../core/instant.ts';

/** A week from Monday to Sunday where its readers live; its name is that of ISO 8601. */
export interface Week {
  /** `2026-W46` */
  name: string;
  /** The first moment of its Monday. */
  since: Instant;
  /** The first moment of the next. */
  until: Instant;
  timeZone: string;
}

interface LocalDay {
  year: number;
  month: number;
  day: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone);
  if (known) return known;
  const numeric = 'numeric';
  const parts = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', calendar: 'gregory', ...parts });
  clocks.set(timeZone, made);
  return made;
};

/** What the clocks of a time zone show at a moment, as if it were UTC. */
const shownAt = (at: Instant, timeZone: string): Instant => {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

const dayAt = (at: Instant, timeZone: string): LocalDay => {
  const shown = new Date(shownAt(at, timeZone));
  return { year: shown.getUTCFullYear(), month: shown.getUTCMonth(), day: shown.getUTCDate() };
};

/** The first moment of a day: midnight, or where clocks skip it, what comes next. */
const beginningOf = ({ year, month, day }: LocalDay, timeZone: string): Instant => {
  const midnight = Date.UTC(year, month, day);
  const guess = midnight - (shownAt(midnight, timeZone) - midnight);
  // The offset at the guess may be another than the one that it was made with.
  const better = guess - (shownAt(guess, timeZone) - midnight);
  return shownAt(better, timeZone) < midnight ? better + hours(1) : better;
};

const weekdayOf = (shown: Instant): number => (new Date(shown).getUTCDay() + 6) % 7;

const nameOf = (monday: LocalDay): string => {
  // A week belongs to the year of its Thursday. (ISO 8601)
  const thursday = new Date(Date.UTC(monday.year, monday.month, monday.day + 3));
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / days(7)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
};

/** The week of a day, as many weeks later as is said. */
const weekOfDay = ({ year, month, day }: LocalDay, timeZone: string, later = 0): Week => {
  const back = weekdayOf(Date.UTC(year, month, day));
  const monday = { year, month, day: day - back + 7 * later };
  return {
    name: nameOf(monday),
    since: beginningOf(monday, timeZone),
    until: beginningOf({ ...monday, day: monday.day + 7 }, timeZone),
    timeZone,
  };
};

/** The week that a moment is in. */
export const weekOf = (at: Instant, timeZone: string): Week => weekOfDay(dayAt(at, timeZone), timeZone);

/** So many weeks before (or, negative, after) another. */
export const weeksBefore = ({ since, timeZone }: Week, count: number): Week =>
  weekOfDay(dayAt(since, timeZone), timeZone, -count);

/** The week of a name; undefined: there is none, not every year has a week 53. */
export const weekNamed = (name: string, timeZone: string): Week | undefined => {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(name) ?? [];
  if (year === undefined || number === undefined) return undefined;
  // 4 January is in the first week of its year. (ISO 8601)
  const week = weekOfDay({ year: Number(year), month: 0, day: 4 }, timeZone, Number(number) - 1);
  return week.name === name ? week : undefined;
};

/** Whether a moment is in a week. */
export const isIn = ({ since, until }: Week, at: Instant): boolean => since <= at && at < until;
