import type { Waiver } from '../../shared/core/configuration.ts';
import type { Control } from '../../shared/core/control.ts';
import { currentEpisode, type Finding, type Transition } from '../../shared/core/finding.ts';
import { isoOf } from '../../shared/core/instant.ts';
import { commandFor } from '../../shared/core/remedy.ts';
import { requirementsOf } from '../../shared/frameworks/index.ts';
import { waiverJson } from './waiver.ts';

const times = (finding: Finding) => {
  const episode = currentEpisode(finding);
  return {
    firstSeen: isoOf(finding.firstSeen),
    lastSeen: isoOf(finding.lastSeen),
    openedAt: episode && isoOf(episode.openedAt),
    openedBy: episode?.openedBy,
    ...(episode?.resolvedAt !== undefined && {
      resolvedAt: isoOf(episode.resolvedAt),
      resolvedBy: episode.resolvedBy,
      reason: episode.reason,
      openSeconds: (episode.resolvedAt - episode.openedAt) / 1_000,
    }),
  };
};

/** A finding as programs read it: times in ISO 8601, remediation filled in, requirements with their titles. */
export const findingJson = (finding: Finding, control: Control | undefined, waiver?: Waiver) => ({
  id: finding.id,
  control: finding.controlId,
  title: control?.title,
  kind: finding.kind,
  status: finding.status,
  severity: finding.severity,
  resource: finding.resource,
  incarnation: finding.incarnation,
  message: finding.message,
  details: finding.details,
  evidence: finding.evidence,
  ...times(finding),
  count: finding.count,
  ...(finding.runs && { runs: finding.runs.map(({ arn, name, at }) => ({ arn, name, at: isoOf(at) })) }),
  ...(finding.principal !== undefined && { principal: finding.principal }),
  ...(finding.expiresAt !== undefined && { expiresAt: isoOf(finding.expiresAt) }),
  ...(finding.pending !== undefined && { pending: finding.pending }),
  ...(finding.acknowledgement && {
    acknowledgement: { ...finding.acknowledgement, at: isoOf(finding.acknowledgement.at) },
  }),
  grade: finding.grade,
  placement: finding.placement,
  episodes: finding.episodes.map((episode) => ({
    ...episode,
    openedAt: isoOf(episode.openedAt),
    ...(episode.raised && { raised: { ...episode.raised, at: isoOf(episode.raised.at) } }),
    ...(episode.resolvedAt !== undefined && { resolvedAt: isoOf(episode.resolvedAt) }),
  })),
  episodeCount: finding.episodeCount,
  ...(control && {
    rationale: control.rationale,
    remediation: {
      summary: control.remediation.summary,
      command: commandFor(finding, control),
      ...(control.remediation.warning !== undefined && { warning: control.remediation.warning }),
    },
    requirements: requirementsOf(control.requirements),
  }),
  waived: waiver !== undefined,
  ...(waiver && { waiver: waiverJson(waiver) }),
});

/** A transition as one JSON object; what scripts filter by stands at the top. */
export const transitionJson = (
  { id, change, at, finding, late, published, waiver: ofMovement }: Transition,
  control: Control | undefined,
  waiver?: Waiver,
) => ({
  type: 'transition',
  change,
  at: isoOf(at),
  ...(late && { late }),
  id,
  findingId: finding.id,
  control: finding.controlId,
  severity: finding.severity,
  resource: finding.resource.arn,
  ...(ofMovement && { waiver: waiverJson(ofMovement) }),
  ...(published && { published }),
  finding: findingJson(finding, control, waiver),
});
