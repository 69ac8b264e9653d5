import type { Configuration, Waiver } from '../core/configuration.ts';
import type { Episode } from '../core/finding.ts';
import { days, type Instant } from '../core/instant.ts';
import { waiverOf } from '../core/waiver.ts';
import { bySeverity } from './counting.ts';
import type { Moved, Standing, WeekInNumbers } from './digest.ts';
import type { CountedFinding } from './facts.ts';
import { isIn, type Week } from './week.ts';

/*
 * Numbers of any moment are worked out from the episodes of findings as they are known now: the same store gives the same
 * numbers for the same week, whenever it is asked. What came late counts where it happened; what people were told at the time
 * is kept beside it (`ToldBefore`), and where the two differ a digest says so. A finding's severity and placement are those
 * of now.
 */

/** A stretch of time in which a finding was open, with the finding. */
export interface Stretch {
  finding: CountedFinding;
  episode: Episode;
  /** It is the first of its finding. */
  isFirst: boolean;
}

/** All stretches of findings; those that a finding forgot (it keeps twenty) are missing. */
export const stretchesOf = (findings: readonly CountedFinding[]): Stretch[] =>
  findings.flatMap((finding) => {
    const { episodes, episodeCount } = finding;
    const forgotten = episodeCount - episodes.length;
    return episodes.map((episode, index) => ({ finding, episode, isFirst: forgotten + index === 0 }));
  });

/** Whether it was open at the end of what was before a moment. */
export const isOpenAt = ({ openedAt, resolvedAt = Infinity }: Episode, moment: Instant): boolean =>
  openedAt < moment && resolvedAt >= moment;

/** What decides whether a finding counts as waived or overdue. */
export interface Judging {
  configuration: Pick<Configuration, 'waivers' | 'dueDays'>;
  aliasesOf(controlId: string): readonly string[];
}

/** Until when a finding that opened then should be mended. */
export const dueOf = ({ finding, episode }: Stretch, { configuration }: Pick<Judging, 'configuration'>): Instant =>
  episode.openedAt + days(configuration.dueDays[finding.severity]);

/** The waivers that had been approved by a moment, as far as it was written down when. */
const approvedBy = (waivers: readonly Waiver[], moment: Instant): readonly Waiver[] =>
  waivers.filter(({ approved }) => approved === null || approved < moment);

/** The waiver that covered a finding at a moment. */
export const waiverAt = ({ finding }: Stretch, moment: Instant, { configuration, aliasesOf }: Judging) =>
  waiverOf(finding, approvedBy(configuration.waivers, moment), moment, aliasesOf(finding.controlId));

/** How findings stood at a moment. */
export interface At {
  open: readonly Stretch[];
  waived: readonly Stretch[];
  /** Open, under no waiver. */
  unwaived: readonly Stretch[];
  overdue: readonly Stretch[];
}

/** How findings stood at a moment. */
export const standingAt = (stretches: readonly Stretch[], moment: Instant, judging: Judging): At => {
  const open = stretches.filter(({ episode }) => isOpenAt(episode, moment));
  const waived = open.filter((stretch) => waiverAt(stretch, moment, judging) !== undefined);
  const isWaived = new Set(waived);
  const unwaived = open.filter((stretch) => !isWaived.has(stretch));
  return { open, waived, unwaived, overdue: unwaived.filter((stretch) => moment > dueOf(stretch, judging)) };
};

const severitiesOf = (stretches: readonly Stretch[]) => bySeverity(stretches.map(({ finding }) => finding));

const countsOf = ({ open, waived, overdue }: At): Standing => ({
  open: severitiesOf(open),
  waived: severitiesOf(waived),
  overdue: severitiesOf(overdue),
});

/** What began and what ended in a week. */
export const movedIn = (stretches: readonly Stretch[], week: Week) => {
  const began = stretches.filter(({ episode }) => isIn(week, episode.openedAt));
  return {
    opened: began.filter(({ isFirst }) => isFirst),
    reopened: began.filter(({ isFirst }) => !isFirst),
    resolved: stretches.filter(({ episode: { resolvedAt } }) => resolvedAt !== undefined && isIn(week, resolvedAt)),
  };
};

const reasonsOf = (resolved: readonly Stretch[]): Moved['reasons'] => {
  const reasons: Partial<Record<NonNullable<Episode['reason']>, number>> = {};
  for (const { episode } of resolved) {
    if (episode.reason) reasons[episode.reason] = (reasons[episode.reason] ?? 0) + 1;
  }
  return reasons;
};

/** Somebody did something about it: what lapsed, aged out or never was says nothing of how fast people are. */
const somebodysDoing = new Set<Episode['reason']>(['mended', 'deleted', 'acknowledged']);

const mendedIn = (resolved: readonly Stretch[]): WeekInNumbers['mended'] => {
  const lengths = resolved
    .filter(({ episode }) => somebodysDoing.has(episode.reason))
    .map(({ episode: { openedAt, resolvedAt = openedAt } }) => resolvedAt - openedAt)
    .toSorted((a, b) => a - b);
  const count = lengths.length;
  if (count === 0) return undefined;
  const [low = 0, high = 0] = [lengths[Math.floor((count - 1) / 2)], lengths[Math.floor(count / 2)]];
  return { count, mean: lengths.reduce((total, each) => total + each, 0) / count, median: (low + high) / 2 };
};

/** A week in numbers, as far as it has come by a moment. */
export const weekInNumbers = (
  stretches: readonly Stretch[],
  week: Week,
  asOf: Instant,
  judging: Judging,
): WeekInNumbers => {
  const { opened, reopened, resolved } = movedIn(stretches, week);
  return {
    week: week.name,
    since: week.since,
    standing: countsOf(standingAt(stretches, Math.min(week.until, asOf), judging)),
    moved: {
      opened: opened.length,
      reopened: reopened.length,
      resolved: resolved.length,
      reasons: reasonsOf(resolved),
    },
    mended: mendedIn(resolved),
  };
};
