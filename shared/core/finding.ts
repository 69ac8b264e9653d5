import { createHash } from 'node:crypto';
import type { Actor } from './change.ts';
import type { Placement, Severity } from './configuration.ts';
import { days, hours, type Instant } from './instant.ts';
import { resourceKey, type ResourceRef } from './resource-ref.ts';
import type { GradedSeverity } from './severity.ts';
import type { Reach } from './verdict.ts';

/** Why a finding is no longer open. The first four are of state, the last two of activity. */
export type Reason = 'mended' | 'deleted' | 'never-existed' | 'lapsed' | 'acknowledged' | 'aged-out';

/** Who did it, from where, and the record that tells. */
export interface Hand {
  eventId: string;
  /** `sagemaker.amazonaws.com:CreateNotebookInstance`; absent for what no call did. */
  call: string | undefined;
  actor: Actor | undefined;
  address: string | undefined;
}

/** That a finding became graver than it had been while it was open. */
export interface Rise {
  /** The gravest that it was until then. */
  from: Severity;
  at: Instant;
  by: Hand;
  /** A look at what there is found it: the controls or the configuration are others than before. */
  isBaseline?: true | undefined;
}

/** One stretch of time in which a finding was open. */
export interface Episode {
  openedAt: Instant;
  openedBy: Hand;
  /** The latest. */
  raised?: Rise | undefined;
  /** Where it is less grave now: the gravest that it was. */
  gravest?: Severity | undefined;
  resolvedAt?: Instant | undefined;
  resolvedBy?: Hand | undefined;
  reason?: Reason | undefined;
}

/** A job of a workload. */
export interface Run {
  arn: string;
  name: string;
  at: Instant;
}

/** The lasting record of a failure: one per control and incarnation of a resource, or per window of an activity. */
export interface Finding {
  id: string;
  controlId: string;
  kind: 'state' | 'activity';
  resource: ResourceRef;
  incarnation: number;
  status: 'open' | 'resolved';
  severity: Severity;
  grade: GradedSeverity;
  /** Whom it lets in beyond the account's own people, where the control says so. */
  reach?: Reach | undefined;
  placement: Placement;
  message: string;
  details: readonly string[];
  evidence: Readonly<Record<string, unknown>>;
  firstSeen: Instant;
  /** The latest event that failed; a state finding's is its latest opening or change of evidence. */
  lastSeen: Instant;
  /** The newest last. At most `episodesKept`, `episodeCount` tells of how many. */
  episodes: readonly Episode[];
  episodeCount: number;
  /** Failing runs of a workload, calls of an incident; 1 for other state findings. */
  count: number;
  /** The latest ten failing runs of a workload, newest first. */
  runs?: readonly Run[] | undefined;
  /** For incidents: who. */
  principal?: string | undefined;
  /** When it ends by itself if nothing more is seen: a workload's lapse, an incident's age. */
  expiresAt?: Instant | undefined;
  acknowledgement?: { by: string; reason: string; at: Instant } | undefined;
  /** What is under way and not confirmed yet: "DeleteEndpoint was called at …". */
  pending?: string | undefined;
  /** What opened it: a change, or the first look at what was there before anybody watched. */
  origin: 'change' | 'baseline';
}

export const episodesKept = 20;
export const runsKept = 10;
/** A workload that did not run for this long is gone for all we know: lapsed, which is not mended. */
export const lapseAfter = days(14);
/** An incident that nobody acknowledged ages out. */
export const ageOutAfter = days(30);
/** Calls of one control, actor and resource within this time are one incident. */
export const incidentWindow = hours(24);

/** `raised`: it is graver than people were told since it opened. */
export type Movement = 'opened' | 'reopened' | 'raised' | 'resolved';

/** How a finding moved. Self-contained: it carries the finding as it then was. */
export interface Transition {
  id: string;
  change: Movement;
  at: Instant;
  finding: Finding;
  /** It was over before we heard of it: an exposure, told once; of what was raised, that it was so grave. */
  late?: true | undefined;
  /** No change moved it: a first look did, or other controls or another configuration. It is counted, not told singly. */
  isBaseline?: true | undefined;
}

const digest = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

/** The id of a finding: the same for the same control, resource and incarnation (and actor and window), always. */
export const findingId = (controlId: string, resource: ResourceRef, incarnation: number, principal?: string): string =>
  digest(controlId, resourceKey(resource), incarnation, principal ?? '');

export const transitionOf = (
  finding: Finding,
  change: Movement,
  at: Instant,
  late?: true,
  isBaseline?: true,
): Transition => ({
  // It can be raised twice in one second.
  id: digest(finding.id, change, at, finding.episodeCount, change === 'raised' ? finding.severity : late ? 'late' : ''),
  change,
  at,
  finding,
  ...(late && { late }),
  ...(isBaseline && { isBaseline }),
});

/** The order in which transitions are told: by time, then by resource and control, whatever batch they came in. */
export const compareTransitions = (a: Transition, b: Transition): number =>
  a.at - b.at ||
  compareTexts(a.finding.resource.arn, b.finding.resource.arn) ||
  compareTexts(a.finding.controlId, b.finding.controlId);

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const currentEpisode = ({ episodes }: Pick<Finding, 'episodes'>): Episode | undefined => episodes.at(-1);

/** The gravest that a finding was since it last opened: what people were told. */
export const gravestOf = (finding: Finding): Severity => currentEpisode(finding)?.gravest ?? finding.severity;
