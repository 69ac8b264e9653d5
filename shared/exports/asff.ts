import { actorName } from '../core/actor-name.ts';
import type { Severity } from '../core/configuration.ts';
import { currentEpisode } from '../core/finding.ts';
import { globalRegions } from '../core/global-region.ts';
import { isoOf, type Instant } from '../core/instant.ts';
import { cutTo } from '../core/printable.ts';
import { partitionOf, type ResourceRef } from '../core/resource-ref.ts';
import { asffResourceTypes } from './asff-resource-types.ts';
import { commandOf, descriptionOf, headingOf, movedAt, standingOf, type Exported, type Standing } from './exported.ts';
import { plain, plainTo } from './plain.ts';

/*
 * Lengths are those that the API reference of Security Hub states for AwsSecurityFinding, and for a whole finding 240 KB.
 * Workflow is left to the people there: an import can set it only once, and what it sets to SUPPRESSED is never updated
 * again, although a waiver ends. Whether something is waived is told in ProductFields.
 */
const most = { id: 512, title: 256, description: 1_024, recommendation: 512, field: 2_048, key: 128, detail: 1_024 };
const mostRequirements = 32;
const mostDetails = 20;

const severityLabels: Readonly<Record<Severity, string>> = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
};

const complianceWords: Readonly<Record<Standing, string>> = {
  fail: 'FAILED',
  pass: 'PASSED',
  unknown: 'WARNING',
  'not-applicable': 'NOT_AVAILABLE',
};

const findingTypes = {
  state: 'Software and Configuration Checks/AWS Security Best Practices',
  activity: 'Unusual Behaviors/User',
} as const;

const partitionOfResource = ({ arn, region }: ResourceRef): string => {
  const named = /^arn:([^:]+):/.exec(arn)?.[1];
  return named !== undefined && Object.hasOwn(globalRegions, named) ? named : partitionOf(region);
};

/** Texts by name, without those that are empty, or too long to be told whole. */
const fields = (texts: Readonly<Record<string, string | null | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => {
      const shown = plain(text ?? '');
      return shown === '' || shown.length > most.field ? [] : [[`sagewatch/${name}`, shown]];
    }),
  );

const productFields = (exported: Exported): Record<string, string> => {
  const { finding, control, link, waiver, dueAt, accountName } = exported;
  const episode = currentEpisode(finding);
  const hand = episode?.openedBy;
  return fields({
    FindingId: finding.id,
    Control: finding.controlId,
    Kind: finding.kind,
    Status: finding.status,
    Resolution: episode?.reason,
    Count: String(finding.count),
    AccountName: accountName,
    OpenedAt: episode && isoOf(episode.openedAt),
    OpenedBy: hand && plainTo(actorName(hand.actor), most.detail),
    ActorArn: hand?.actor?.arn,
    Call: hand?.call,
    SourceAddress: hand?.address,
    EventId: hand?.eventId,
    Environment: finding.placement.environment,
    DataClass: finding.placement.dataClass,
    Owner: finding.placement.owner,
    Ticket: link?.ticket,
    Assignee: link?.assignee,
    DueAt: finding.status === 'open' ? isoOf(dueAt) : undefined,
    Waived: waiver ? 'true' : 'false',
    WaiverType: waiver?.type,
    WaiverReason: waiver && plainTo(waiver.reason, most.detail),
    WaiverUntil: waiver && isoOf(waiver.until),
    RemediationCommand: commandOf(exported),
    RemediationWarning: control?.remediation.warning,
  });
};

const details = (evidence: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(evidence)
      .map(([name, value]) => [
        plainTo(name, most.key),
        plainTo(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), most.detail),
      ])
      .filter(([name, value]) => name !== '' && value !== '')
      .slice(0, mostDetails),
  );

const resourceOf = ({ resource, evidence }: Exported['finding']) => {
  const seen = details(evidence);
  const region = plain(resource.region);
  return {
    Type: (Object.hasOwn(asffResourceTypes, resource.type) ? asffResourceTypes[resource.type] : undefined) ?? 'Other',
    Id: plainTo(resource.arn, most.id) || resource.type,
    Partition: partitionOfResource(resource),
    ...(region !== '' && region.length <= 16 && { Region: region }),
    ...(Object.keys(seen).length > 0 && { Details: { Other: seen } }),
  };
};

/** The product that findings of one's own come from. */
const productArn = ({ account, ...resource }: ResourceRef, importRegion: string | undefined): string => {
  const partition = partitionOfResource({ account, ...resource });
  const region =
    importRegion ?? (/^[a-z]{2}(-[a-z]+)+-\d+$/.test(resource.region) ? resource.region : globalRegions[partition]);
  return `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`;
};

/**
 * A finding in the AWS Security Finding Format, as `aws securityhub batch-import-findings` takes it; undefined where its
 * account is not known, in whose name it would have to be imported. What is over is archived. `now`: when it is written,
 * which is when what is said of it was last brought up to date. `importRegion`: where all are imported, wherever they belong.
 */
export const asffFinding = (exported: Exported, now: Instant, importRegion?: string): unknown => {
  const { finding, control, requirements } = exported;
  const { resource } = finding;
  if (!/^\d{12}$/.test(resource.account)) return;
  const label = severityLabels[finding.severity];
  return {
    SchemaVersion: '2018-10-08',
    Id: `sagewatch/${finding.id}`,
    ProductArn: productArn(resource, importRegion),
    GeneratorId: `sagewatch/${finding.controlId}`,
    AwsAccountId: resource.account,
    FirstObservedAt: isoOf(finding.firstSeen),
    LastObservedAt: isoOf(finding.lastSeen),
    CreatedAt: isoOf(finding.firstSeen),
    UpdatedAt: isoOf(Math.max(now, movedAt(finding))),
    Title: cutTo(headingOf(exported), most.title),
    Description: cutTo(descriptionOf(exported), most.description),
    FindingProviderFields: {
      Severity: { Label: label, Original: finding.severity },
      Types: [findingTypes[finding.kind]],
    },
    ...(control && {
      Remediation: { Recommendation: { Text: plainTo(control.remediation.summary, most.recommendation) } },
    }),
    ProductFields: productFields(exported),
    Resources: [resourceOf(finding)],
    Compliance: {
      Status: complianceWords[standingOf(finding)],
      ...(requirements.length > 0 && {
        RelatedRequirements: requirements.slice(0, mostRequirements).map(({ framework, id }) => `${framework} ${id}`),
      }),
    },
    RecordState: finding.status === 'resolved' ? 'ARCHIVED' : 'ACTIVE',
  };
};
