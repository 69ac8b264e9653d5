import type { Users } from '../../shared/app/users.ts';
import type { Waiver } from '../../shared/core/configuration.ts';
import type { Control } from '../../shared/core/control.ts';
import { currentEpisode, type Finding, type Transition } from '../../shared/core/finding.ts';
import { commandFor } from '../../shared/core/remedy.ts';
import { durationOf, kindName, reasonText, spokenName } from '../../shared/core/spoken.ts';
import type { Requirement } from '../../shared/frameworks/index.ts';
import { cut, line, wrapped, type Paint } from './text.ts';
import { approvalText, waiverHistoryLines } from './waiver.ts';
import { handText, placeText, timeOf } from './words.ts';
import { workLines, type Work } from './work.ts';

const evidenceLines = (evidence: Finding['evidence'], width: number): string[] =>
  Object.entries(evidence).map(
    ([name, value]) =>
      line`  ${name}: ${{ styled: cut(typeof value === 'string' ? value : JSON.stringify(value), width - name.length - 4) }}`,
  );

const severityLines = ({ grade, placement }: Finding): string[] => [
  line`  ${grade.base} by the control${grade.steps.map(({ because, by }) => `, ${by > 0 ? 'raised' : 'lowered'}: ${because}`).join('')} → ${grade.result}`,
  ...(placement.environment || placement.dataClass || placement.owner
    ? [
        line`  environment ${placement.environment ?? 'not told'}, data class ${placement.dataClass ?? 'not told'}, owner ${placement.owner ?? 'not told'}`,
      ]
    : []),
];

const historyLines = ({ episodes, episodeCount }: Finding, now: number): string[] => [
  ...(episodeCount > episodes.length ? [line`  … ${episodeCount - episodes.length} earlier`] : []),
  ...episodes.flatMap(({ openedAt, openedBy, raised, resolvedAt, resolvedBy, reason }) => [
    resolvedAt === undefined
      ? line`  open since ${timeOf(openedAt)} (${durationOf(Math.max(now - openedAt, 0))}), by ${handText(openedBy)}`
      : line`  ${timeOf(openedAt)} to ${timeOf(resolvedAt)} (${durationOf(resolvedAt - openedAt)}), by ${handText(openedBy)}; ${reasonText(reason)}${resolvedBy?.actor ? ` by ${handText(resolvedBy)}` : ''}`,
    ...(raised
      ? [
          line`    ${raised.from} until ${timeOf(raised.at)}, then graver${raised.by.actor ? `, by ${handText(raised.by)}` : ''}`,
        ]
      : []),
  ]),
];

const mostUsers = 12;

const usersLines = (users: Users | undefined): string[] => {
  if (!users) return [];
  const { users: all, isAll } = users;
  if (all.length === 0) return isAll ? [] : [line`  Used by: not known, too many have ever referred to it`];
  const more = all.length - mostUsers;
  return [
    line`  Used by:`,
    ...all.slice(0, mostUsers).map(({ type, name }) => line`    ${kindName(type)} ${spokenName(name)}`),
    ...(more > 0 || !isAll ? [line`    and ${isAll ? `${more} more` : 'others'}`] : []),
  ];
};

/** A finding on a page: what is wrong, why it matters, who did it, what to do, what it rests on. */
export const findingLines = (
  finding: Finding,
  {
    control,
    waiver,
    work,
    users,
    told,
    now,
    requirements,
  }: {
    control: Control | undefined;
    waiver: Waiver | undefined;
    work: Work;
    /** What uses the resource now. */
    users?: Users | undefined;
    told: readonly Transition[];
    now: number;
    requirements: readonly Requirement[];
  },
  paint: Paint,
  width: number,
): string[] => {
  const episode = currentEpisode(finding);
  const title = (text: string) => ['', line`${paint.bold(text)}`];
  const indented = (text: string) => wrapped(text, width - 2).map((part) => line`  ${{ styled: part }}`);
  const hand = episode?.openedBy;
  const workTold = workLines(work, paint);
  const command = control && commandFor(finding, control);
  return [
    line`${paint.severity(finding.severity)}  ${paint.bold(finding.controlId)}  ${finding.status}${finding.kind === 'activity' ? ' incident' : ''}  ${paint.dim(finding.id)}`,
    ...(control ? [line`${control.title}`] : [line`${paint.warn('This control is not in the catalogue any more.')}`]),
    ...title('What'),
    ...indented(finding.message),
    ...finding.details.flatMap((detail) => indented(`• ${detail}`)),
    line`  ${placeText(finding.resource)}`,
    line`  ${paint.dim(finding.resource.arn)}`,
    ...usersLines(users),
    ...(finding.pending ? indented(`Under way: ${finding.pending}.`) : []),
    ...(waiver ? [...title('Waived'), ...indented(approvalText(waiver))] : []),
    ...(workTold.length > 0 ? [...title('To be mended'), ...workTold] : []),
    ...title('Who, when, from where'),
    line`  ${hand ? handText(hand) : 'not told'}, ${timeOf(episode?.openedAt ?? finding.firstSeen)}`,
    ...(hand?.actor?.arn ? [line`  ${paint.dim(hand.actor.arn)}`] : []),
    ...(hand?.eventId ? [line`  ${paint.dim(`event ${hand.eventId}`)}`] : []),
    ...(finding.count > 1 || finding.runs
      ? [
          line`  ${finding.runs ? `${finding.count} runs failed it` : `${finding.count} calls`}, last ${timeOf(finding.lastSeen)}`,
        ]
      : []),
    ...(finding.runs ?? []).map(({ name, at }) => line`    ${timeOf(at)}  ${name}`),
    ...title('Evidence'),
    ...evidenceLines(finding.evidence, width),
    ...title('Severity'),
    ...severityLines(finding),
    ...title('History'),
    ...historyLines(finding, now),
    ...waiverHistoryLines(told, paint),
    ...(finding.acknowledgement
      ? indented(`Acknowledged by ${finding.acknowledgement.by}: ${finding.acknowledgement.reason}`)
      : []),
    ...(told.some(({ late }) => late) ? indented('Told late: its records came after those that ended it.') : []),
    ...(control
      ? [
          ...title('Why it matters'),
          ...indented(control.rationale),
          ...title('What to do'),
          ...indented(control.remediation.summary),
          ...(command === undefined ? [] : [line`  ${paint.accent(command)}`]),
          ...(control.remediation.warning ? indented(`Mind: ${control.remediation.warning}`) : []),
          ...title('Requirements'),
          ...requirements.map(
            (requirement) => line`  ${requirement.framework} ${requirement.id}  ${paint.dim(requirement.title)}`,
          ),
        ]
      : []),
  ];
};
