import { severities, type Severity } from '../core/configuration.ts';
import type { Reason } from '../core/finding.ts';
import { days, hours, minutes, type Instant } from '../core/instant.ts';
import { sum } from './counting.ts';
import type { BySeverity } from './digest.ts';
import type { Week } from './week.ts';

/** `1,204` */
export const numberOf = (count: number): string => count.toLocaleString('en-US');

/** `1 finding`, `2 findings` */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${numberOf(count)} ${count === 1 ? one : many}`;

/** `a, b and c` */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatted = (at: Instant, timeZone: string, options: Intl.DateTimeFormatOptions): string => {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
  formats.set(key, format);
  return format.format(at);
};

const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** `9 Nov 2026` */
export const dateOf = (at: Instant, timeZone: string): string => formatted(at, timeZone, date);

/** `9 Nov 2026, 14:05` */
export const timeOf = (at: Instant, timeZone: string): string =>
  formatted(at, timeZone, { ...date, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `9 Nov` */
export const shortDateOf = (at: Instant, timeZone: string): string =>
  formatted(at, timeZone, { day: 'numeric', month: 'short' });

/** `9 – 15 Nov 2026`, with what the two dates have in common said once. */
export const periodOf = ({ since, until, timeZone }: Week): string => {
  const last = until - hours(12);
  const [from, to] = [dateOf(since, timeZone).split(' '), dateOf(last, timeZone).split(' ')];
  const same = from[2] === to[2] ? (from[1] === to[1] ? 2 : 1) : 0;
  return `${from.slice(0, 3 - same).join(' ')} – ${to.join(' ')}`;
};

/** `45 s`, `43 min`, `5 h`, `2.5 days`: as exactly as people care for. */
export const spanOf = (span: Instant): string => {
  if (span < minutes(1)) return `${Math.round(span / 1_000)} s`;
  if (span < hours(1)) return `${Math.round(span / minutes(1))} min`;
  if (span < days(1)) return `${tenths(span / hours(1))} h`;
  const count = tenths(span / days(1));
  return `${count} ${count === '1' ? 'day' : 'days'}`;
};

const tenths = (value: number): string =>
  value < 10 ? String(Math.round(value * 10) / 10) : numberOf(Math.round(value));

/** Why findings are no longer open. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  mended: 'mended',
  deleted: 'deleted',
  'never-existed': 'never came to exist',
  lapsed: 'lapsed, which is not mended',
  acknowledged: 'acknowledged',
  'aged-out': 'aged out',
};

/** `2 critical, 3 high`; `none`. */
export const severityWords = (counts: BySeverity): string =>
  sum(counts) === 0
    ? 'none'
    : severities
        .filter((severity) => counts[severity] > 0)
        .map((severity) => `${numberOf(counts[severity])} ${severity}`)
        .join(', ');

export const severityTitles: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};
