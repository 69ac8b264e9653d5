import type { Change } from './change.ts';
import type { Configuration } from './configuration.ts';
import type { ActivityControl } from './control.ts';
import type { Evaluation } from './evaluate.ts';
import { ageOutAfter, findingId, incidentWindow, type Finding } from './finding.ts';
import { handOf } from './hand.ts';
import type { KnownMap } from './known-map.ts';
import type { Known } from './known.ts';
import { gradedSeverity, placementOf } from './severity.ts';
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
  { outcome, evidence }: Evaluation,
  change: Change,
  known: Known,
  configuration: Configuration,
): Step | undefined => {
  if (outcome.status !== 'fail' || !change.call) return;
  const { at } = change;
  const { principal } = change.call.actor;
  if (before && continues(before, change)) {
    return { finding: { ...before, lastSeen: at, count: before.count + 1, expiresAt: at + ageOutAfter } };
  }

  const placement = placementOf(configuration, known.resource.account, known.state['tags'] as KnownMap | undefined);
  const grade = gradedSeverity(control.severity, placement, outcome.reach, configuration.regulatedDataClasses);
  const incarnation = before ? before.incarnation + 1 : 0;
  const incident: Finding = {
    id: findingId(control.id, known.resource, incarnation, principal),
    controlId: control.id,
    kind: 'activity',
    resource: known.resource,
    incarnation,
    status: 'open',
    severity: grade.result,
    grade,
    placement,
    message: outcome.message,
    details: outcome.details,
    evidence,
    firstSeen: at,
    lastSeen: at,
    episodes: [],
    episodeCount: 0,
    count: 1,
    principal,
    expiresAt: at + ageOutAfter,
    origin: 'change',
  };
  return { finding: withEpisode(incident, { openedAt: at, openedBy: handOf(change) }), movement: 'opened' };
};

/** An incident somebody took note of. More calls than the person knew of leave it open: those nobody has seen. */
export const acknowledged = (incident: Finding, change: Change): Step | undefined => {
  const { acknowledgement, at } = change;
  if (!acknowledgement || incident.status !== 'open' || incident.count !== acknowledgement.count) return;
  const { by, reason } = acknowledgement;
  const closed = resolved(incident, at, handOf(change), 'acknowledged');
  return { finding: { ...closed, acknowledgement: { by, reason, at } }, movement: 'resolved' };
};
