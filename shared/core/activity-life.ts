import type { Change } from './change.ts';
import type { Configuration } from './configuration.ts';
import type { ActivityControl } from './control.ts';
import type { Evaluation } from './evaluate.ts';
import { failureOf, hasFailed } from './failure.ts';
import { ageOutAfter, incidentWindow, type Finding } from './finding.ts';
import { handOf } from './hand.ts';
import type { Known } from './known.ts';
import { resolved, withEpisode, type Step } from './state-life.ts';

const continues = (incident: Finding, { at }: Change): boolean =>
  incident.status === 'open' && at < incident.firstSeen + incidentWindow;

/**
 * How a call that a control fails moves its incident: the same one within 24 hours of its first call, otherwise, or after
 * it was acknowledged, a new one. `before` is the newest incident of this control, actor and resource.
 */
export const activityStep = (
  before: Finding | undefined,
  control: ActivityControl,
  evaluation: Evaluation,
  change: Change,
  known: Known,
  configuration: Configuration,
): Step | undefined => {
  if (!hasFailed(evaluation) || !change.call) return;
  const { at } = change;
  const expiresAt = at + ageOutAfter;
  if (before && continues(before, change)) {
    return { finding: { ...before, lastSeen: at, count: before.count + 1, expiresAt } };
  }
  const incident = failureOf(control, evaluation, change, known, configuration, before ? before.incarnation + 1 : 0);
  const episode = { openedAt: at, openedBy: handOf(change) };
  return { finding: withEpisode({ ...incident, expiresAt }, episode), movement: 'opened' };
};

/** An incident somebody took note of. More calls than the person knew of leave it open: those nobody has seen. */
export const acknowledged = (incident: Finding, change: Change): Step | undefined => {
  const { acknowledgement, at } = change;
  if (!acknowledgement || incident.status !== 'open' || incident.count !== acknowledgement.count) return;
  const { by, reason } = acknowledgement;
  const closed = resolved(incident, at, handOf(change), 'acknowledged');
  return { finding: { ...closed, acknowledgement: { by, reason, at } }, movement: 'resolved' };
};
