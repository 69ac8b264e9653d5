import type { Change } from './change.ts';
import type { Configuration } from './configuration.ts';
import type { StateControl } from './control.ts';
import type { Evaluation } from './evaluate.ts';
import {
  currentEpisode,
  episodesKept,
  findingId,
  lapseAfter,
  runsKept,
  type Episode,
  type Finding,
  type Hand,
  type Movement,
  type Reason,
  type Run,
} from './finding.ts';
import { handOf } from './hand.ts';
import type { Instant } from './instant.ts';
import type { KnownMap } from './known-map.ts';
import type { Known } from './known.ts';
import { gradedSeverity, placementOf } from './severity.ts';

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

/**
 * How an evaluation moves a state finding; undefined when nothing changes. What is unknown or broke moves nothing; while
 * something asynchronous is pending a pass resolves nothing, because what was asked for may never come true.
 */
export const stateStep = (
  before: Finding | undefined,
  control: StateControl,
  { outcome, evidence }: Evaluation,
  change: Change,
  known: Known,
  configuration: Configuration,
): Step | undefined => {
  const { at } = change;
  if (outcome.status === 'unknown' || outcome.status === 'error') return;
  if (outcome.status !== 'fail') {
    if (before?.status !== 'open' || known.pending) return;
    return { finding: resolved(before, at, handOf(change), 'mended'), movement: 'resolved' };
  }

  const tags = known.state['tags'] as KnownMap | undefined;
  const placement = placementOf(configuration, known.resource.account, tags);
  const grade = gradedSeverity(control.severity, placement, outcome.reach, configuration.regulatedDataClasses);
  const isRun = change.effect === 'run' && change.run !== undefined;
  const failing: Finding = {
    id: before?.id ?? findingId(control.id, known.resource, known.incarnation),
    controlId: control.id,
    kind: 'state',
    resource: known.resource,
    incarnation: known.incarnation,
    status: 'open',
    severity: grade.result,
    grade,
    placement,
    message: outcome.message,
    details: outcome.details,
    evidence,
    firstSeen: before?.firstSeen ?? at,
    lastSeen: at,
    episodes: before?.episodes ?? [],
    episodeCount: before?.episodeCount ?? 0,
    count: isRun ? (before?.count ?? 0) + 1 : (before?.count ?? 1),
    runs: isRun && change.run ? withRun(before?.runs, { ...change.run, at }) : before?.runs,
    expiresAt: isRun ? at + lapseAfter : before?.expiresAt,
    pending: known.pending,
    origin: before?.origin ?? 'change',
  };
  if (before?.status === 'open') return isRun || !sameFailure(before, failing) ? { finding: failing } : undefined;
  const episode: Episode = { openedAt: at, openedBy: handOf(change) };
  return { finding: withEpisode(failing, episode), movement: before ? 'reopened' : 'opened' };
};

/** A finding that nothing more was heard of in time: a workload lapses, an incident ages out. */
export const expired = (finding: Finding, now: Instant): Finding | undefined => {
  if (finding.status !== 'open' || finding.expiresAt === undefined || finding.expiresAt > now) return;
  const nobody: Hand = { eventId: '', call: undefined, actor: undefined, address: undefined };
  return resolved(finding, finding.expiresAt, nobody, finding.kind === 'state' ? 'lapsed' : 'aged-out');
};
