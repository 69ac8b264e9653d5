import type { NoticeMessage } from '../../../shared/app/service/messages.ts';
import type { Finding } from '../../../shared/core/finding.ts';
import type { Transition } from '../../../shared/core/finding.ts';
import { hours, minutes, type Instant } from '../../../shared/core/instant.ts';
import type { NoticeSettings } from '../../../shared/core/notice-settings.ts';
import { refOf } from '../../../shared/core/resource-ref.ts';
import { place } from '../../adapters/store-fixtures.ts';
import { mended, moved, opened, start } from './office.ts';

/** What happens at a moment. */
export interface Happening {
  at: Instant;
  /** Findings that move together. */
  moves?: readonly Transition[];
  /** What follows at once. */
  following?: readonly Transition[];
  messages?: readonly NoticeMessage[];
}

export interface Story {
  settings?: Partial<NoticeSettings>;
  happenings: readonly Happening[];
  /** What of it is told may be told in a list, too, depending on who comes first. */
  isGathered?: true;
}

let made = 0;

const notebook = (name: string) =>
  refOf('sagemaker/notebook-instance', `arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/${name}`, place);

/** A finding of a resource of its own. */
const elsewhere = (members: Parameters<typeof opened>[0] = {}): Finding =>
  opened({ resource: notebook(`n-${++made}`), ...members });

const bot = { channels: { findings: { kind: 'slack-bot', secret: 's', channel: 'C1' } } } as const;

const reopened = (over: Finding, at: Instant): Finding => ({
  ...over,
  status: 'open',
  episodeCount: over.episodeCount + 1,
  episodes: [
    ...over.episodes,
    { openedAt: start + at, openedBy: { ...over.episodes[0]!.openedBy, eventId: `again ${at}` } },
  ],
});

const raised = (was: Finding, at: Instant): Finding => ({
  ...was,
  severity: 'critical',
  grade: { ...was.grade, result: 'critical' },
  episodes: was.episodes.map((episode) => ({
    ...episode,
    raised: { from: was.severity, at: start + at, by: { ...episode.openedBy, eventId: `raise ${at}` } },
  })),
});

const half = minutes(30);

const ofOneChange = (): Story => {
  const findings = ['high', 'medium', 'low'].map((severity) =>
    opened({ event: 'one', severity: severity as Finding['severity'] }),
  );
  return {
    settings: bot,
    happenings: [
      { at: 0, moves: findings.map((each) => moved(each, 'opened')) },
      { at: half, moves: findings.slice(0, 2).map((each) => moved(mended(each, half, 'mends two'), 'resolved')) },
    ],
  };
};

const comesAndGoes = (): Story => {
  const first = elsewhere();
  const over = mended(first, half);
  const again = reopened(over, 2 * half);
  const graver = raised(again, 3 * half);
  return {
    settings: bot,
    happenings: [
      { at: 0, moves: [moved(first, 'opened')] },
      { at: half, moves: [moved(over, 'resolved')] },
      { at: 2 * half, moves: [moved(again, 'reopened')] },
      { at: 3 * half, moves: [moved(graver, 'raised')] },
      { at: 4 * half, messages: [{ kind: 'reminder', news: 'overdue', findings: [first.id] }] },
      { at: 5 * half, moves: [moved(mended(graver, 5 * half), 'resolved')] },
    ],
  };
};

const isMomentary = (): Story => {
  const [brief, grave, late] = [elsewhere(), elsewhere({ severity: 'critical' }), elsewhere()];
  const over = (was: Finding, at: Instant, isLate?: true) => moved(mended(was, at), 'resolved', isLate);
  return {
    happenings: [
      // Before anybody could hear that it was so.
      { at: 0, moves: [moved(brief, 'opened'), moved(grave, 'opened'), over(grave, 0)] },
      { at: minutes(1), moves: [over(brief, minutes(1))] },
      { at: half, moves: [moved(late, 'opened', true), over(late, minutes(20), true)] },
    ],
  };
};

const burst = (count: number) => (): Story => ({
  isGathered: true,
  happenings: [
    {
      at: 0,
      moves: Array.from({ length: count }, () => moved(elsewhere({ controlId: 'sagemaker/same' }), 'opened')),
    },
  ],
});

const rollUp = (): Story => ({
  isGathered: true,
  settings: { hourlyLimit: 2 },
  happenings: [{ at: 0, moves: Array.from({ length: 6 }, () => moved(elsewhere(), 'opened')) }],
});

const planned = (): Story => {
  const findings = [elsewhere(), elsewhere(), elsewhere({ severity: 'critical' })];
  return {
    isGathered: true,
    settings: {
      plannedChanges: [{ actor: null, resources: ['*'], from: 0, until: start + half, reason: 'the move' }],
    },
    happenings: [{ at: 0, moves: findings.map((each) => moved(each, 'opened')) }],
  };
};

const baseline = (): Story => {
  const findings = Array.from({ length: 5 }, () => elsewhere({ origin: 'baseline' }));
  const grave = elsewhere({
    origin: 'baseline',
    controlId: 's3/bucket-policy-public-access',
    severity: 'critical',
  });
  return {
    isGathered: true,
    happenings: [
      { at: 0, moves: [...findings, grave].map((each) => moved(each, 'opened')) },
      { at: half, messages: [{ kind: 'baseline', account: '111122223333' }] },
    ],
  };
};

/** Everything that can become of findings, apart from one another in time by more than it takes to try again. */
export const stories: Readonly<Record<string, () => Story>> = {
  'what one change opens, and another mends': ofOneChange,
  'what opens, is mended, opens again, gets graver, is overdue and is mended': comesAndGoes,
  'what was so for a moment': isMomentary,
  'many of one control by one actor': burst(5),
  'more than a channel takes': rollUp,
  'what a planned change leaves behind': planned,
  'a first look': baseline,
};

/** When the last of a story has been told. */
export const end = hours(5);
