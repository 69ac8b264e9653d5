import { actorName } from '../core/actor-name.ts';
import type { Severity, Waiver } from '../core/configuration.ts';
import { currentEpisode, type Finding, type Hand } from '../core/finding.ts';
import { isoOf, type Instant } from '../core/instant.ts';
import { partitionOf } from '../core/resource-ref.ts';
import type { TicketLink } from '../core/ticket-link.ts';
import { frameworks } from '../frameworks/index.ts';
import { commandOf, descriptionOf, headingOf, movedAt, standingOf, type Exported, type Standing } from './exported.ts';
import { plain, wellFormed } from './plain.ts';

/** The version of OCSF whose Compliance Finding (class 2003) `complianceFinding` writes. */
export const ocsfVersion = '1.8.0';

interface Coded {
  id: number;
  caption: string;
}

const activities = {
  create: { id: 1, caption: 'Create' },
  update: { id: 2, caption: 'Update' },
  close: { id: 3, caption: 'Close' },
} as const satisfies Record<string, Coded>;

const severityCodes: Readonly<Record<Severity, Coded>> = {
  low: { id: 2, caption: 'Low' },
  medium: { id: 3, caption: 'Medium' },
  high: { id: 4, caption: 'High' },
  critical: { id: 5, caption: 'Critical' },
};

/** 99 is what the schema has no number for: its caption is our own word. */
const standingCodes: Readonly<Record<Standing, Coded>> = {
  unknown: { id: 0, caption: 'Unknown' },
  pass: { id: 1, caption: 'Pass' },
  fail: { id: 3, caption: 'Fail' },
  'not-applicable': { id: 99, caption: 'Not Applicable' },
};

const workCodes = {
  new: { id: 1, caption: 'New' },
  inProgress: { id: 2, caption: 'In Progress' },
  suppressed: { id: 3, caption: 'Suppressed' },
  resolved: { id: 4, caption: 'Resolved' },
  archived: { id: 5, caption: 'Archived' },
} as const satisfies Record<string, Coded>;

/** What is over without anybody having looked at it or mended anything is archived, not resolved. */
const workCodeOf = ({ finding, waiver, link }: Exported): Coded => {
  if (finding.status === 'resolved') {
    const reason = currentEpisode(finding)?.reason;
    return reason === 'mended' || reason === 'deleted' || reason === 'acknowledged'
      ? workCodes.resolved
      : workCodes.archived;
  }
  if (waiver) return workCodes.suppressed;
  return link?.ticket !== undefined || link?.assignee !== undefined ? workCodes.inProgress : workCodes.new;
};

/** What the last movement was: an export tells of the present, not of how it came to be. */
const activityOf = (finding: Finding): Coded => {
  if (finding.status === 'resolved') return activities.close;
  return finding.episodeCount <= 1 && movedAt(finding) === finding.firstSeen ? activities.create : activities.update;
};

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

const ticketOf = ({ ticket }: TicketLink): object[] => {
  if (ticket === undefined) return [];
  const named = isAddress(ticket) ? { src_url: new URL(ticket).href } : { uid: plain(ticket) };
  return [{ ...named, type: 'External', type_id: 2 }];
};

const remediationOf = (exported: Exported) => {
  if (!exported.control) return;
  const { summary, warning } = exported.control.remediation;
  const command = commandOf(exported);
  return {
    desc: [
      summary,
      ...(command === undefined ? [] : [command]),
      ...(warning === undefined ? [] : [`Mind: ${warning}`]),
    ].join('\n\n'),
  };
};

const commentOf = ({ finding, waiver }: Exported): string | undefined => {
  if (waiver) return `Waived (${waiver.type}): ${waiver.reason}`;
  return finding.acknowledgement && `Acknowledged: ${finding.acknowledgement.reason}`;
};

const handJson = ({ actor, call, address, eventId }: Hand) => ({
  name: actorName(actor),
  arn: actor?.arn,
  call,
  address,
  event_uid: eventId,
});

const waiverJson = ({ until, approved, ...waiver }: Waiver) => ({
  ...waiver,
  until: isoOf(until),
  approved: approved === null ? null : isoOf(approved),
});

/** What OCSF has no attribute for. */
const unmappedOf = ({ finding, waiver, dueAt, link }: Exported) => {
  const { kind, origin, incarnation, grade, placement, principal, runs, pending, episodeCount } = finding;
  const episode = currentEpisode(finding);
  return {
    kind,
    origin,
    incarnation,
    episode_count: episodeCount,
    environment: placement.environment,
    data_class: placement.dataClass,
    severity_base: grade.base,
    severity_steps: grade.steps,
    opened_time: episode && isoOf(episode.openedAt),
    opened_by: episode && handJson(episode.openedBy),
    resolved_time: episode?.resolvedAt === undefined ? undefined : isoOf(episode.resolvedAt),
    resolved_by: episode?.resolvedBy && handJson(episode.resolvedBy),
    resolution: episode?.reason,
    due_time: finding.status === 'open' ? isoOf(dueAt) : undefined,
    due_agreed: link?.dueAt === undefined ? undefined : true,
    principal,
    pending,
    runs: runs?.map(({ arn, at }) => ({ arn, time: isoOf(at) })),
    waiver: waiver && waiverJson(waiver),
  };
};

const standardsOf = ({ requirements }: Exported): string[] => [
  ...new Set(requirements.map(({ framework }) => `${frameworks[framework].title} ${frameworks[framework].version}`)),
];

const resourceOf = ({ finding: { resource, placement } }: Exported) => ({
  uid: plain(resource.arn),
  name: plain(resource.name),
  type: resource.type,
  cloud_partition: partitionOfArn(resource),
  ...(resource.region !== '' && { region: plain(resource.region) }),
  ...(placement.owner !== null && plain(placement.owner) !== '' && { owner: { name: plain(placement.owner) } }),
  role_id: 1,
  role: 'Target',
});

const partitionOfArn = ({ arn, region }: { arn: string; region: string }): string =>
  /^arn:(aws[a-z-]*):/.exec(arn)?.[1] ?? partitionOf(region);

/** A finding as an event of OCSF's class Compliance Finding, of its state at present. `version`: that of Sagewatch. */
export const complianceFinding = (exported: Exported, version: string): unknown => {
  const { finding, control, requirements, link, accountName } = exported;
  const { resource } = finding;
  const [activity, severity, standing, work] = [
    activityOf(finding),
    severityCodes[finding.severity],
    standingCodes[standingOf(finding)],
    workCodeOf(exported),
  ];
  const moved: Instant = movedAt(finding);
  const assignee = link?.assignee === undefined ? '' : plain(link.assignee);
  return wellFormed(
    JSON.parse(
      JSON.stringify({
        activity_id: activity.id,
        activity_name: activity.caption,
        category_uid: 2,
        category_name: 'Findings',
        class_uid: 2003,
        class_name: 'Compliance Finding',
        type_uid: 200_300 + activity.id,
        type_name: `Compliance Finding: ${activity.caption}`,
        time: moved,
        start_time: finding.firstSeen,
        end_time: finding.lastSeen,
        count: finding.count,
        severity_id: severity.id,
        severity: severity.caption,
        status_id: work.id,
        status: work.caption,
        status_detail: currentEpisode(finding)?.reason,
        message: headingOf(exported),
        comment: commentOf(exported),
        metadata: {
          version: ocsfVersion,
          // The same for the same state, so that what is exported twice is recognised.
          uid: `${finding.id}-${moved}-${activity.id}`,
          product: { name: 'Sagewatch', vendor_name: 'Sagewatch', version },
          profiles: ['cloud', 'incident'],
        },
        cloud: {
          provider: 'AWS',
          cloud_partition: partitionOfArn(resource),
          account: {
            uid: resource.account,
            type_id: 10,
            type: 'AWS Account',
            ...(accountName && { name: accountName }),
          },
          ...(resource.region !== '' && { region: plain(resource.region) }),
        },
        finding_info: {
          uid: finding.id,
          title: headingOf(exported),
          desc: descriptionOf(exported),
          types: [finding.kind === 'activity' ? 'Incident' : 'Misconfiguration'],
          data_sources: ['AWS CloudTrail'],
          created_time: finding.firstSeen,
          first_seen_time: finding.firstSeen,
          last_seen_time: finding.lastSeen,
          modified_time: moved,
        },
        compliance: {
          control: finding.controlId,
          ...(control && { desc: `${control.title}. ${control.rationale}` }),
          standards: standardsOf(exported),
          requirements: requirements.map(({ framework, id }) => `${framework} ${id}`),
          status_id: standing.id,
          status: standing.caption,
          status_details: finding.details.map(plain),
        },
        resources: [resourceOf(exported)],
        remediation: remediationOf(exported),
        evidences: [{ name: finding.controlId, data: finding.evidence }],
        ...(assignee !== '' && { assignee: { name: assignee } }),
        ...(link?.ticket !== undefined && { tickets: ticketOf(link) }),
        unmapped: unmappedOf(exported),
      }),
    ),
  );
};
