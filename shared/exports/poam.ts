import { actorName } from '../core/actor-name.ts';
import type { Severity, WaiverType } from '../core/configuration.ts';
import { currentEpisode } from '../core/finding.ts';
import { isoOf, type Instant } from '../core/instant.ts';
import { commandOf, descriptionOf, headingOf, movedAt, type Exported } from './exported.ts';

const dateOf = (at: Instant): string => isoOf(at).slice(0, 10);

/** FedRAMP rates high, moderate or low. */
const ratings: Readonly<Record<Severity, string>> = { critical: 'High', high: 'High', medium: 'Moderate', low: 'Low' };

const deviates =
  (...types: readonly WaiverType[]) =>
  ({ waiver }: Exported): string =>
    waiver && types.includes(waiver.type) ? 'Yes' : 'No';

const controlsOf = ({ control }: Exported): string => {
  const { 'fedramp-moderate-r5': fedramp = [], 'nist-800-53-r5': nist = [] } = control?.requirements ?? {};
  return [...new Set<string>([...fedramp, ...nist])].join(', ');
};

const planOf = (exported: Exported): string => {
  if (!exported.control) return '';
  const { summary, warning } = exported.control.remediation;
  const command = commandOf(exported);
  return [
    summary,
    ...(warning === undefined ? [] : [`Mind: ${warning}`]),
    ...(command === undefined ? [] : [`Command: ${command}`]),
  ].join(' ');
};

const rationaleOf = ({ waiver }: Exported): string =>
  waiver
    ? `${waiver.type}: ${waiver.reason} (requested by ${waiver.requester}, approved by ${waiver.approver}${waiver.approved === null ? '' : ` on ${dateOf(waiver.approved)}`}, until ${dateOf(waiver.until)})`
    : '';

const commentsOf = ({ finding }: Exported): string => {
  const { acknowledgement, episodeCount, pending, count, kind, runs } = finding;
  return [
    ...(episodeCount > 1 ? [`Opened ${episodeCount} times.`] : []),
    ...(runs ? [`${count} runs failed it.`] : kind === 'activity' && count > 1 ? [`${count} calls.`] : []),
    ...(pending === undefined ? [] : [`Under way: ${pending}.`]),
    ...(acknowledgement ? [`Acknowledged by ${acknowledgement.by}: ${acknowledgement.reason}`] : []),
  ].join(' ');
};

const resolvedOf = ({ finding }: Exported): Instant | undefined =>
  finding.status === 'resolved' ? currentEpisode(finding)?.resolvedAt : undefined;

const statusOf = ({ finding, waiver }: Exported): string => {
  if (finding.status === 'resolved') return 'resolved';
  return waiver ? 'waived' : 'open';
};

type Column = readonly [title: string, of: (exported: Exported) => string];

const blank = (): string => '';
const no = (): string => 'No';

/**
 * The columns of FedRAMP's template (POA&M Template Completion Guide, A to Z), in its order and words; those that nobody but
 * people can fill in are empty.
 */
const templateColumns: readonly Column[] = [
  // A spreadsheet takes an id of digits alone, or with one e in it, for a number.
  ['POAM ID', ({ finding }) => `SW-${finding.id}`],
  ['Controls', controlsOf],
  ['Weakness Name', headingOf],
  ['Weakness Description', descriptionOf],
  ['Weakness Detector Source', () => 'Sagewatch (AWS CloudTrail)'],
  ['Weakness Source Identifier', ({ finding }) => finding.controlId],
  ['Asset Identifier', ({ finding }) => finding.resource.arn],
  ['Point of Contact', ({ finding, link }) => link?.assignee ?? finding.placement.owner ?? ''],
  ['Resources Required', blank],
  ['Overall Remediation Plan', planOf],
  ['Original Detection Date', ({ finding }) => dateOf(finding.firstSeen)],
  ['Scheduled Completion Date', ({ dueAt }) => dateOf(dueAt)],
  ['Planned Milestones', blank],
  ['Milestone Changes', blank],
  ['Status Date', ({ finding }) => dateOf(movedAt(finding))],
  ['Vendor Dependency', no],
  ['Last Vendor Check-in Date', blank],
  ['Vendor Dependent Product Name', blank],
  ['Original Risk Rating', ({ finding }) => ratings[finding.grade.base]],
  [
    'Adjusted Risk Rating',
    ({ finding: { grade } }) => (ratings[grade.base] === ratings[grade.result] ? 'N/A' : ratings[grade.result]),
  ],
  ['Risk Adjustment', deviates('compensating-control')],
  ['False Positive', deviates('false-positive')],
  ['Operational Requirement', deviates('risk-accepted', 'planned-change')],
  ['Deviation Rationale', rationaleOf],
  [
    'Supporting Documents',
    ({ link, waiver }) => [link?.ticket, waiver?.ticket].filter((each) => typeof each === 'string').join(', '),
  ],
  ['Comments', commentsOf],
];

const ownColumns: readonly Column[] = [
  ['Status', statusOf],
  [
    'Resolution',
    (exported) => (resolvedOf(exported) === undefined ? '' : (currentEpisode(exported.finding)?.reason ?? '')),
  ],
  ['Resolved Date', (exported) => dateOrNone(resolvedOf(exported))],
  ['Severity', ({ finding }) => finding.severity],
  // Twelve digits alone would lose their first zero.
  ['Account', ({ finding, accountName }) => `AWS ${finding.resource.account}${accountName ? ` ${accountName}` : ''}`],
  ['Region', ({ finding }) => finding.resource.region],
  ['Environment', ({ finding }) => finding.placement.environment ?? ''],
  ['Data Class', ({ finding }) => finding.placement.dataClass ?? ''],
  ['Owner', ({ finding }) => finding.placement.owner ?? ''],
  ['Assignee', ({ link }) => link?.assignee ?? ''],
  ['Ticket', ({ link }) => link?.ticket ?? ''],
  ['Opened By', ({ finding }) => actorName(currentEpisode(finding)?.openedBy.actor)],
];

const dateOrNone = (at: Instant | undefined): string => (at === undefined ? '' : dateOf(at));

const columns = [...templateColumns, ...ownColumns];

/** The titles of the columns: those of FedRAMP's template, then Sagewatch's own. */
export const poamHeader: readonly string[] = columns.map(([title]) => title);

/** A finding as an item of a plan of action and milestones; cells as they are, to be written by `csvRow`. */
export const poamCells = (exported: Exported): readonly string[] => columns.map(([, of]) => of(exported));
