import type { Waiver } from '../../core/configuration.ts';
import { currentEpisode, type Finding, type Transition, type WaiverMovement } from '../../core/finding.ts';
import { minutes, type Instant } from '../../core/instant.ts';
import type { NoticeSettings, PlannedChange } from '../../core/notice-settings.ts';
import { atLeast } from '../../core/severity.ts';
import type { News } from '../notice.ts';
import { isAutomation, plannedChangeOf } from './actors.ts';
import type { ToldOfFinding } from './told.ts';

/** Why nobody is told now: it is in the store and in the digest all the same. */
export type Left =
  | 'told already'
  | 'it is not so any more'
  | 'mended within its grace'
  | 'waived'
  | 'done by automation'
  | 'nobody was told that it opened'
  | 'it was told in a list'
  | 'the severity is no higher'
  | 'it is in the summary of a first look';

/** What is to be done about a transition. */
export type Decision =
  | { kind: 'tell'; news: News }
  /** It was told for this very message, and whether it was handed over is not known: once more, with the same id. */
  | { kind: 'again'; news: News }
  | { kind: 'wait'; until: Instant; because: 'grace' | 'planned change' }
  /** With others of the kind, in a list. */
  | { kind: 'list'; planned: PlannedChange }
  | { kind: 'leave'; because: Left };

export interface Circumstances {
  transition: Transition;
  /** The finding as it now is; undefined: with the whole story it was never there. */
  present: Finding | undefined;
  told: ToldOfFinding | undefined;
  /** When we first heard of the transition: graces run from then, since events are late by minutes. */
  heardAt: Instant;
  now: Instant;
  waiver: Waiver | undefined;
  settings: NoticeSettings;
  /** Of a baseline; and whether it is one of the few that are told singly all the same. */
  baseline: 'no' | 'singly' | 'summary';
  /** Whether it was done from where nobody of the organisation comes from. */
  isUnusualAddress: boolean;
}

const leave = (because: Left): Decision => ({ kind: 'leave', because });

const hasSaid = (told: ToldOfFinding | undefined, ...news: readonly News[]): boolean =>
  told !== undefined && news.some((each) => told.said.includes(each));

/** What was said already is said again only for the message that it was said for. */
const unlessTold = (news: News, { told, transition }: Circumstances, decide: () => Decision): Decision => {
  if (!hasSaid(told, news)) return decide();
  return told?.by === transition.id ? { kind: 'again', news } : leave('told already');
};

const graceOf = ({ controlId }: Finding, { graceMinutes, graceOfControls }: NoticeSettings): number =>
  minutes(Object.hasOwn(graceOfControls, controlId) ? (graceOfControls[controlId] ?? graceMinutes) : graceMinutes);

/** What keeps a finding below critical from being told now. */
const withheld = (finding: Finding, circumstances: Circumstances): Decision | undefined => {
  const { settings, heardAt, now, isUnusualAddress } = circumstances;
  const hand = currentEpisode(finding)?.openedBy;
  if (isAutomation(hand?.actor, settings) && !isUnusualAddress) return leave('done by automation');
  const planned = plannedChangeOf(finding, settings);
  if (planned && now <= planned.until) return { kind: 'wait', until: planned.until + 1, because: 'planned change' };
  if (planned) return { kind: 'list', planned };
  const ripe = heardAt + graceOf(finding, settings);
  return now < ripe ? { kind: 'wait', until: ripe, because: 'grace' } : undefined;
};

/** Whether a finding is kept back for who did it, or for when: it is not told along with others either. */
export const isWithheld = (finding: Finding, settings: NoticeSettings, isUnusualAddress: boolean): boolean =>
  finding.severity !== 'critical' &&
  ((isAutomation(currentEpisode(finding)?.openedBy.actor, settings) && !isUnusualAddress) ||
    plannedChangeOf(finding, settings) !== undefined);

/** Whether what is over was there for longer than people are given to mend it; what is critical, for any time at all. */
export const isMoreThanAMoment = (finding: Finding, settings: NoticeSettings): boolean => {
  const { openedAt = 0, resolvedAt = openedAt } = currentEpisode(finding) ?? {};
  return finding.severity === 'critical' || resolvedAt - openedAt > graceOf(finding, settings);
};

/** An exposure that is over: told once, unless it was a moment only. */
const past = (finding: Finding, circumstances: Circumstances): Decision => {
  if (circumstances.waiver) return leave('waived');
  const hand = currentEpisode(finding)?.openedBy;
  if (!isMoreThanAMoment(finding, circumstances.settings)) return leave('mended within its grace');
  if (finding.severity !== 'critical' && isAutomation(hand?.actor, circumstances.settings)) {
    if (!circumstances.isUnusualAddress) return leave('done by automation');
  }
  return { kind: 'tell', news: 'late' };
};

const opening = (news: 'opened' | 'reopened', circumstances: Circumstances): Decision => {
  const { transition, present, told, waiver, baseline } = circumstances;
  if (transition.late) return leave('it is not so any more');
  if (!present || present.episodeCount !== transition.finding.episodeCount) return leave('it is not so any more');
  if (hasSaid(told, 'opened', 'reopened', 'late')) {
    return told?.by === transition.id ? { kind: 'again', news: told.said.at(-1) ?? news } : leave('told already');
  }
  if (waiver) return leave('waived');
  if (baseline === 'summary') return leave('it is in the summary of a first look');
  // Nobody was told while it lasted; of what is critical people hear even so.
  if (present.status === 'resolved') {
    return present.severity === 'critical' ? { kind: 'tell', news: 'late' } : leave('mended within its grace');
  }
  return (present.severity === 'critical' ? undefined : withheld(present, circumstances)) ?? { kind: 'tell', news };
};

const raising = (circumstances: Circumstances): Decision => {
  const { transition, present, told, waiver, baseline } = circumstances;
  if (!present || present.status !== 'open') return leave('it is not so any more');
  if (present.episodeCount !== transition.finding.episodeCount) return leave('it is not so any more');
  if (waiver) return leave('waived');
  const { severity } = transition.late ? transition.finding : present;
  if (!told || told.said.length === 0) {
    if (baseline === 'summary') return leave('it is in the summary of a first look');
    // It waits for its grace, which what is critical does not have; otherwise it is told when that is over.
    if (severity !== 'critical') return leave('nobody was told that it opened');
    return { kind: 'tell', news: present.episodeCount > 1 ? 'reopened' : 'opened' };
  }
  if (told.by === transition.id && hasSaid(told, 'raised')) return { kind: 'again', news: 'raised' };
  if (transition.isBaseline && severity !== 'critical') return leave('it is in the summary of a first look');
  return atLeast(told.severity, severity) ? leave('the severity is no higher') : { kind: 'tell', news: 'raised' };
};

const ending = (circumstances: Circumstances): Decision => {
  const { transition, told } = circumstances;
  if (transition.late) return unlessTold('late', circumstances, () => past(transition.finding, circumstances));
  return unlessTold('resolved', circumstances, () => {
    if (transition.isBaseline) return leave('it is in the summary of a first look');
    if (told?.isListed) return leave('it was told in a list');
    if (!hasSaid(told, 'opened', 'reopened', 'raised', 'overdue', 'waived', 'waiver-ended')) {
      return leave('nobody was told that it opened');
    }
    return { kind: 'tell', news: 'resolved' };
  });
};

/** What somebody approved is told, whoever knew of the finding, and so is that it holds no more. */
const waiving = (news: WaiverMovement, { transition, present, told }: Circumstances): Decision => {
  if (!present || present.status !== 'open') return leave('it is not so any more');
  if (present.episodeCount !== transition.finding.episodeCount) return leave('it is not so any more');
  if (!told?.ofWaivers?.includes(transition.id)) return { kind: 'tell', news };
  return told.by === transition.id ? { kind: 'again', news } : leave('told already');
};

/**
 * Whether, when and as what people are told of a transition. The finding as it now is decides: what was mended within its
 * grace, waived or superseded is not told. What is critical waits for nothing and is held back by nothing but a waiver.
 */
export const whenToTell = (circumstances: Circumstances): Decision => {
  const { change } = circumstances.transition;
  if (change === 'resolved') return ending(circumstances);
  if (change === 'raised') return raising(circumstances);
  if (change === 'waived' || change === 'waiver-ended') return waiving(change, circumstances);
  return opening(change, circumstances);
};
