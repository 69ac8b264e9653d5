import type { Change } from './change.ts';
import type { Configuration } from './configuration.ts';
import type { Control } from './control.ts';
import type { Evaluation } from './evaluate.ts';
import { findingId, type Finding } from './finding.ts';
import type { KnownMap } from './known-map.ts';
import type { Known } from './known.ts';
import { gradedSeverity, placementOf } from './severity.ts';
import type { Outcome } from './verdict.ts';

/** A control that failed, and what it was shown. */
export type Failed = Evaluation & { outcome: Extract<Outcome, { status: 'fail' }> };

export const hasFailed = (evaluation: Evaluation): evaluation is Failed => evaluation.outcome.status === 'fail';

/** The finding of a failure as if it were the first (`knownId`: where it is not, its id, which costs something to work out): open, seen once, with the severity that its resource's place gives it. */
export const failureOf = (
  control: Control,
  { outcome, evidence }: Failed,
  { at, call, isBaseline }: Change,
  known: Known,
  configuration: Configuration,
  incarnation: number,
  knownId?: string,
): Finding => {
  const { resource, state } = known;
  const placement = placementOf(configuration, resource.account, state['tags'] as KnownMap | undefined);
  const grade = gradedSeverity(
    control.severity,
    placement,
    outcome.reach,
    configuration.regulatedDataClasses,
    outcome.graver,
  );
  const principal = control.kind === 'activity' ? call?.actor.principal : undefined;
  return {
    id: knownId ?? findingId(control.id, resource, incarnation, principal),
    controlId: control.id,
    kind: control.kind,
    resource,
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
    ...(principal !== undefined && { principal }),
    origin: isBaseline ? 'baseline' : 'change',
  };
};
