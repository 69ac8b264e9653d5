import type { Severity } from '../../core/configuration.ts';
import { isoOf, type Instant } from '../../core/instant.ts';

/** A finding that is told in a list. */
export interface Gathered {
  id: string;
  severity: Severity;
}

/**
 * What is gathered to be told in one notice, by a name: findings of one control by one actor, what a channel has no room
 * for, what a planned change left. An entry of the book. Whoever ends it takes the lot first, and only then tells it, so
 * that what comes meanwhile is in the next lot and nothing is told twice.
 */
export interface Gathering {
  /** Since when it is open. */
  from: Instant;
  /** What it was opened for, which is told by itself: also when it comes again. */
  first?: string | undefined;
  until: Instant;
  waiting: readonly Gathered[];
  /** How many came that the list has no room for. */
  more: number;
  /** The lot that is being told. */
  lot?: Lot | undefined;
  /** What the last lot had: what comes again was told. */
  past: readonly string[];
}

export interface Lot {
  name: string;
  gathered: readonly Gathered[];
  more: number;
}

/** So many are remembered by id; what is above it is a number. */
export const mostGathered = 500;

/** A gathering in which nothing is yet. */
export const opened = (
  { from, until, first }: Pick<Gathering, 'from' | 'until' | 'first'>,
  past: readonly string[] = [],
): Gathering => ({
  from,
  until,
  ...(first !== undefined && { first }),
  waiting: [],
  more: 0,
  past,
});

/** Whether a finding has been gathered already, also where that was in the last lot. */
export const has = ({ waiting, lot, past }: Gathering, id: string): boolean =>
  waiting.some((each) => each.id === id) ||
  (lot?.gathered.some((each) => each.id === id) ?? false) ||
  past.includes(id);

/** Whether something waits in it, or is being told. */
export const isInUse = ({ waiting, more, lot }: Gathering): boolean =>
  waiting.length > 0 || more > 0 || lot !== undefined;

/** With one more finding; the same where it is in it. */
export const withGathered = (gathering: Gathering, finding: Gathered): Gathering => {
  if (has(gathering, finding.id)) return gathering;
  const { waiting, more } = gathering;
  if (waiting.length >= mostGathered) return { ...gathering, more: more + 1 };
  return { ...gathering, waiting: [...waiting, { id: finding.id, severity: finding.severity }] };
};

/** The gathering with its lot taken out to be told; the same lot again where one is being told. */
export const withLot = (gathering: Gathering): Gathering => {
  const { from, lot, waiting, more } = gathering;
  if (lot || (waiting.length === 0 && more === 0)) return gathering;
  // Named by its first finding: the next lot of the same time has another.
  const name = `${isoOf(from)} ${waiting[0]?.id ?? more}`;
  return { ...gathering, lot: { name, gathered: waiting, more }, waiting: [], more: 0 };
};

/** The gathering once its lot was told. */
export const withoutLot = (gathering: Gathering, now: Instant, time: Instant): Gathering => ({
  ...gathering,
  from: now,
  until: now + time,
  lot: undefined,
  past: gathering.lot?.gathered.map(({ id }) => id) ?? gathering.past,
});
