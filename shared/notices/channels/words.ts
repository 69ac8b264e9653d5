import type { Severity } from '../../core/configuration.ts';
import type { Instant } from '../../core/instant.ts';
import type { ListNotice, News, Notice } from '../notice.ts';

/** What has happened, as a word behind a severity. */
export const newsWords: Readonly<Record<News, string>> = {
  opened: 'opened',
  reopened: 'reopened',
  raised: 'raised',
  late: 'found late',
  resolved: 'resolved',
  overdue: 'overdue',
  waived: 'waived',
  'waiver-ending': 'waiver ending',
  'waiver-ended': 'waiver ended',
};

/** What a list is of, as a word behind a severity. */
export const aboutWords: Readonly<Record<ListNotice['about'], string>> = {
  gathered: 'gathered',
  baseline: 'baseline',
  'planned-change': 'planned change',
  'rolled-up': 'rolled up',
  waived: 'waived',
  'waiver-ending': 'waiver ending',
  'waiver-ended': 'waiver ended',
};

/** How a notice moved things, as filters and rules name it. */
export const transitionOf = (notice: Notice): News | ListNotice['about'] =>
  notice.kind === 'finding' ? notice.news : notice.about;

/** The same as people read it. */
export const transitionWords = (notice: Notice): string =>
  notice.kind === 'finding' ? newsWords[notice.news] : aboutWords[notice.about];

/** A severity at a glance. */
export const severityMarks: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  high: '🟠',
  medium: '🟡',
  low: '🔵',
};

/** Colours that white text can be read on (contrast of 4.5 and more). */
export const severityColours: Readonly<Record<Severity, string>> = {
  critical: '#b3001b',
  high: '#b04a00',
  medium: '#7a6200',
  low: '#1f5fa8',
};

/** What ends something is green, whatever its severity was. */
export const resolvedColour = '#1e7a3c';

/** News that nothing is to be done about. */
export const isRelief = (notice: Notice): boolean =>
  notice.kind === 'finding' ? notice.news === 'resolved' || notice.news === 'waived' : notice.about === 'waived';

/** News of what was over before anybody was told: it is to be looked into, not mended. */
export const isPast = (notice: Notice): boolean => notice.kind === 'finding' && notice.news === 'late';

/** `Critical`: the first letter large. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `3 findings`, `1 finding`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const formatIn = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });

const formats = new Map<string, Intl.DateTimeFormat>();

/** A zone that this machine does not know is no reason to tell nothing: UTC then. */
const knownFormat = (timeZone: string): Intl.DateTimeFormat => {
  const kept = formats.get(timeZone);
  if (kept) return kept;
  let made: Intl.DateTimeFormat;
  try {
    made = formatIn(timeZone);
  } catch {
    made = formatIn('UTC');
  }
  formats.set(timeZone, made);
  return made;
};

/** `2026-11-02 10:14 CET`, in a time zone. */
export const timeIn = (at: Instant, timeZone: string): string => {
  const parts = new Map(
    knownFormat(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
};
