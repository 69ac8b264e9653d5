import { days, hours, minutes, type Instant } from '../core/instant.ts';
import { SourceError } from '../core/source-error.ts';
import type { SourceForm } from '../ports.ts';
import type { Period } from './intake.ts';

export type { SourceForm } from '../ports.ts';

const units: Readonly<Record<string, number>> = { m: minutes(1), h: hours(1), d: days(1), w: days(7) };

/** CloudTrail keeps what LookupEvents finds for so long. */
export const lookupReach = days(90);

/** How long `90d`, `12h`, `30m` or `2w` is; undefined for what is no such text. */
export const durationOf = (text: string): number | undefined => {
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const length = Number(count) * (units[unit] ?? Number.NaN);
  return length > 0 ? length : undefined;
};

const s3Of = (text: string): SourceForm => {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(text) ?? [];
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new SourceError(`${text}: a bucket is written s3://bucket/prefix`);
  }
  return { kind: 's3', bucket, prefix };
};

const lookupOf = (text: string): SourceForm => {
  const back = durationOf(text.slice('lookup:'.length));
  if (back === undefined) throw new SourceError(`${text}: LookupEvents is written lookup:90d, lookup:7d or lookup:12h`);
  if (back > lookupReach) throw new SourceError(`${text}: LookupEvents reaches back at most 90 days: lookup:90d`);
  return { kind: 'lookup', back };
};

/** Reads one SOURCE of the command line. Throws a `SourceError` that says how it is written right. */
export const parseSource = (text: string): SourceForm => {
  if (text === '') throw new SourceError('an empty text names no source');
  if (text === '-') return { kind: 'stdin' };
  if (/^s3:/i.test(text)) return s3Of(text);
  if (/^lookup(:|$)/i.test(text)) return lookupOf(text);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw new SourceError(`${text}: a source is a file, a folder, a glob, -, s3://bucket/prefix or lookup:90d`);
  }
  return { kind: 'files', named: text };
};

const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A moment as people write it: an ISO date (its first moment, UTC), an ISO time (UTC where it names no zone), or how long
 * ago it was: `24h`, `7d`. Throws a `SourceError` for anything else.
 */
export const parseTime = (text: string, now: Instant): Instant => {
  const ago = durationOf(text);
  if (ago !== undefined) return now - ago;
  const match = isoTime.exec(text);
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match ?? [];
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = match ? Date.parse(`${local}${zone.toUpperCase().replace(/^(...)(\d\d)$/, '$1:$2')}`) : Number.NaN;
  const asUtc = Date.parse(`${local}Z`);
  // Date.parse takes 30 February for a day in March.
  if (Number.isNaN(at) || new Date(asUtc).toISOString().slice(0, 19) !== local) {
    throw new SourceError(`${text} is no time: write 2026-03-01, 2026-03-01T08:00:00Z, 24h or 7d`);
  }
  return at;
};

/** The time that `--since` (from it on) and `--until` (before it) leave; undefined when neither is given. */
export const periodOf = (
  { since, until }: { since?: string | undefined; until?: string | undefined },
  now: Instant,
): Period | undefined => {
  if (since === undefined && until === undefined) return undefined;
  const period = {
    since: since === undefined ? -Infinity : parseTime(since, now),
    until: until === undefined ? Infinity : parseTime(until, now),
  };
  if (period.since >= period.until) throw new SourceError(`nothing lies between --since ${since} and --until ${until}`);
  return period;
};
