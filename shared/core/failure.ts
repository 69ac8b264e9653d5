import type { Change } from './change.ts';
import type { Configuration, Placement } from './configuration.ts';
import type { Control } from './control.ts';
import type { Evaluation } from './evaluate.ts';
import { findingId, type Finding } from './finding.ts';
import type { KnownMap } from './known-map.ts';
import type { Known } from './known.ts';
import { atLeast, gradedSeverity, placementOf, type GradedSeverity } from './severity.ts';
import type { Outcome } from './verdict.ts';

/** A control that failed, and what it was shown. */
export type Failed = Evaluation & { outcome: Extract<Outcome, { status: 'fail' }> };

export const hasFailed = (evaluation: Evaluation): evaluation is Failed => evaluation.outcome.status === 'fail';

/** Where a failure belongs, and how severe that makes it. */
interface Place {
  placement: Placement;
  grade: GradedSeverity;
}

/** The gravest of the places where a failure holds; of equals the first. */
const gravest = (
  { severity }: Control,
  { outcome: { reach, graver, accounts } }: Failed,
  { resource, state }: Known,
  configuration: Configuration,
): Place => {
  const placed = (account: string): Place => {
    const placement = placementOf(configuration, account, state['tags'] as KnownMap | undefined);
    return { placement, grade: gradedSeverity(severity, placement, reach, configuration.regulatedDataClasses, graver) };
  };
  const [first = resource.account, ...others] = accounts ?? [];
  return others
    .map(placed)
    .reduce((worst, next) => (atLeast(worst.grade.result, next.grade.result) ? worst : next), placed(first));
};

/** The finding of a failure as if it were the first (`knownId`: where it is not, its id, which costs something to work out): open, seen once, with the severity that its resource's place gives it. */
export const failureOf = (
  control: Control,
  failed: Failed,
  { at, call, isBaseline }: Change,
  known: Known,
  configuration: Configuration,
  incarnation: number,
  knownId?: string,
): Finding => {
  const { resource } = known;
  const { outcome, evidence } = failed;
  const { placement, grade } = gravest(control, failed, known, configuration);
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
    ...(outcome.reach && { reach: outcome.reach }),
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
