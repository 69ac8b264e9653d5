import type { Change } from './change.ts';
import type { Configuration } from './configuration.ts';
import type { StateControl } from './control.ts';
import type { Evaluation } from './evaluate.ts';
import { failureOf, hasFailed } from './failure.ts';
import {
  currentEpisode,
  episodesKept,
  gravestOf,
  lapseAfter,
  runsKept,
  type Episode,
  type Finding,
  type Hand,
  type Movement,
  type Reason,
  type Rise,
  type Run,
} from './finding.ts';
import { handOf, nobody } from './hand.ts';
import type { Instant } from './instant.ts';
import type { Known } from './known.ts';
import { atLeast } from './severity.ts';

/** A finding after an evaluation, and how it moved; no movement: it was written anew, nobody needs to be told. */
export interface Step {
  finding: Finding;
  movement?: Movement | undefined;
}

/** The finding with one more episode, of which the newest are kept. */
export const withEpisode = (finding: Finding, episode: Episode): Finding => ({
  ...finding,
  status: 'open',
  episodes: [...finding.episodes, episode].slice(-episodesKept),
  episodeCount: finding.episodeCount + 1,
});

/** The finding with its current episode ended. */
export const resolved = (finding: Finding, at: Instant, by: Hand, reason: Reason): Finding => {
  const episode = currentEpisode(finding);
  return {
    ...finding,
    status: 'resolved',
    pending: undefined,
    expiresAt: undefined,
    episodes: episode
      ? [...finding.episodes.slice(0, -1), { ...episode, resolvedAt: at, resolvedBy: by, reason }]
      : finding.episodes,
  };
};

const withRun = (runs: readonly Run[] | undefined, run: Run): readonly Run[] =>
  [run, ...(runs ?? [])].slice(0, runsKept);

const sameFailure = (a: Finding, b: Finding): boolean =>
  a.message === b.message &&
  a.severity === b.severity &&
  a.pending === b.pending &&
  JSON.stringify([a.details, a.evidence, a.grade, a.placement]) ===
    JSON.stringify([b.details, b.evidence, b.grade, b.placement]);

/** A finding that stays open, written anew. It is told when it is graver than it ever was since it opened: then it is raised. */
const goingOn = (before: Finding, failing: Finding, change: Change): Step => {
  const episode = currentEpisode(failing);
  const from = gravestOf(before);
  if (!episode) return { finding: failing };
  const withCurrent = (current: Episode): Finding => ({
    ...failing,
    episodes: [...failing.episodes.slice(0, -1), current],
  });
  const { gravest: _, ...rest } = episode;
  if (atLeast(from, failing.severity)) {
    return { finding: withCurrent(from === failing.severity ? rest : { ...rest, gravest: from }) };
  }
  const { at, isBaseline } = change;
  const raised: Rise = { from, at, by: handOf(change), ...(isBaseline && { isBaseline }) };
  return { finding: withCurrent({ ...rest, raised }), movement: 'raised' };
};

/**
 * How an evaluation moves a state finding; undefined when nothing changes. What is unknown or broke moves nothing; while
 * something asynchronous is pending a pass resolves nothing, because what was asked for may never come true.
 */
export const stateStep = (
  before: Finding | undefined,
  control: StateControl,
  evaluation: Evaluation,
  change: Change,
  known: Known,
  configuration: Configuration,
): Step | undefined => {
  const { at, run } = change;
  const { status } = evaluation.outcome;
  if (status === 'unknown' || status === 'error') return;
  if (!hasFailed(evaluation)) {
    if (before?.status !== 'open' || known.pending) return;
    return { finding: resolved(before, at, handOf(change), 'mended'), movement: 'resolved' };
  }

  const first = failureOf(control, evaluation, change, known, configuration, known.incarnation, before?.id);
  const { firstSeen, episodes, episodeCount, count, runs, expiresAt } = before ?? {
    ...first,
    count: run ? 0 : 1,
  };
  const failing: Finding = {
    // What another release has put there stays: it may be rolled back to, and forth again.
    ...before,
    ...first,
    reach: first.reach,
    firstSeen,
    episodes,
    episodeCount,
    count: run ? count + 1 : count,
    runs: run ? withRun(runs, { ...run, at }) : runs,
    expiresAt: run ? at + lapseAfter : expiresAt,
    pending: known.pending,
    origin: before?.status === 'open' ? before.origin : first.origin,
  };
  if (before?.status === 'open')
    return run || !sameFailure(before, failing) ? goingOn(before, failing, change) : undefined;
  const episode: Episode = { openedAt: at, openedBy: handOf(change) };
  return { finding: withEpisode(failing, episode), movement: before ? 'reopened' : 'opened' };
};

/** A finding that nothing more was heard of in time: a workload lapses, an incident ages out. */
export const expired = (finding: Finding, now: Instant): Finding | undefined => {
  if (finding.status !== 'open' || finding.expiresAt === undefined || finding.expiresAt > now) return;
  return resolved(finding, finding.expiresAt, nobody, finding.kind === 'state' ? 'lapsed' : 'aged-out');
};
