import { expect, test } from 'vitest';
import type { Waiver } from '../../../shared/core/configuration.ts';
import { transitionOf, waiverTransitionOf, type Finding, type Movement } from '../../../shared/core/finding.ts';
import { minutes } from '../../../shared/core/instant.ts';
import { defaultNoticeSettings, type NoticeSettings } from '../../../shared/core/notice-settings.ts';
import type { News } from '../../../shared/notices/notice.ts';
import type { ToldOfFinding } from '../../../shared/notices/plan/told.ts';
import { whenToTell, type Circumstances } from '../../../shared/notices/plan/when.ts';
import { finding } from '../../adapters/store-fixtures.ts';

const opened = Date.parse('2026-11-20T10:00:00Z');
const heard = opened + minutes(4);
const pipeline = 'arn:aws:iam::111122223333:role/pipeline';
const actor = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/pipeline/run-1',
  account: '111122223333',
  principal: `${pipeline}/run-1`,
  session: 'run-1',
  accessKeyId: undefined,
  sourceIdentity: undefined,
  invokedBy: undefined,
  mfa: undefined,
};
const hand = { eventId: 'e1', call: 'a:B', actor, address: '192.0.2.1' };

const openFinding = (members: Partial<Finding> = {}): Finding =>
  finding({ firstSeen: opened, episodes: [{ openedAt: opened, openedBy: hand }], ...members });
const mended = (after: number, members: Partial<Finding> = {}): Finding =>
  openFinding({
    status: 'resolved',
    episodes: [{ openedAt: opened, openedBy: hand, resolvedAt: opened + after, resolvedBy: hand, reason: 'mended' }],
    ...members,
  });
const waiver: Waiver = {
  control: '*',
  resource: '*',
  type: 'risk-accepted',
  reason: 'r',
  requester: 'a',
  approver: 'b',
  approved: null,
  until: opened * 2,
  ticket: null,
};
const toldOf = (said: readonly News[], members: Partial<ToldOfFinding> = {}): ToldOfFinding => ({
  episode: 1,
  said,
  severity: 'high',
  by: 'another',
  conversation: 'c',
  channels: ['findings'],
  ...members,
});
const settings = (members: Partial<NoticeSettings>): NoticeSettings => ({ ...defaultNoticeSettings, ...members });

const decided = (
  change: Movement,
  then: Finding,
  members: Partial<Circumstances> & { late?: true; isBaseline?: true } = {},
): string => {
  const { late, isBaseline, ...circumstances } = members;
  const transition = transitionOf(then, change, opened, late, isBaseline);
  const decision = whenToTell({
    transition,
    present: then,
    told: undefined,
    heardAt: heard,
    now: heard + minutes(3),
    waiver: undefined,
    settings: defaultNoticeSettings,
    baseline: 'no',
    isUnusualAddress: false,
    ...circumstances,
    ...(members.told?.by === 'this' && { told: { ...members.told, by: transition.id } }),
  });
  if (decision.kind === 'tell' || decision.kind === 'again') return `${decision.kind} ${decision.news}`;
  if (decision.kind === 'wait') return `wait ${(decision.until - heard) / 60_000} ${decision.because}`;
  return decision.kind === 'list' ? `list ${decision.planned.reason}` : `leave ${decision.because}`;
};

const critical = openFinding({ severity: 'critical' });
const window = { actor: null, resources: ['*'], from: opened - 1, until: heard + minutes(30) - 1, reason: 'move' };
const planned = settings({ plannedChanges: [window] });
const over = settings({ plannedChanges: [{ ...window, until: opened }] });
const automated = settings({ automation: [pipeline] });

test.each<[string, string, Finding, Parameters<typeof decided>[2], Movement?]>([
  ['when its grace is over', 'tell opened', openFinding(), {}],
  ['again, when it opened again', 'tell reopened', openFinding({ episodeCount: 2 }), {}, 'reopened'],
  ['not before its grace is over', 'wait 3 grace', openFinding(), { now: heard + minutes(3) - 1 }],
  [
    'with the grace of its control',
    'wait 20 grace',
    openFinding(),
    { settings: settings({ graceOfControls: { 'sagemaker/example': 20 } }) },
  ],
  ['what is critical at once', 'tell opened', critical, { now: heard }],
  ['not what was mended meanwhile', 'leave mended within its grace', openFinding(), { present: mended(1) }],
  ['but what was critical even so', 'tell late', critical, { present: mended(1, { severity: 'critical' }) }],
  ['not what was never so', 'leave it is not so any more', openFinding(), { present: undefined }],
  [
    'not what has opened anew',
    'leave it is not so any more',
    openFinding(),
    { present: openFinding({ episodeCount: 2 }) },
  ],
  ['once', 'leave told already', openFinding(), { told: toldOf(['opened']) }],
  ['once more for the same message', 'again opened', openFinding(), { told: toldOf(['opened'], { by: 'this' }) }],
  ['not what is waived', 'leave waived', openFinding(), { waiver }],
  ['not even what is critical', 'leave waived', critical, { waiver }],
  ['not what automation did', 'leave done by automation', openFinding(), { settings: automated }],
  ['but what is critical', 'tell opened', critical, { settings: automated, now: heard }],
  ['and what came from elsewhere', 'tell opened', openFinding(), { settings: automated, isUnusualAddress: true }],
  [
    'a role that is named like it is another',
    'tell opened',
    openFinding(),
    { settings: settings({ automation: ['arn:aws:iam::111122223333:role/pipe'] }) },
  ],
  ['a planned change when it is over', 'wait 30 planned change', openFinding(), { settings: planned }],
  ['what is left of it', 'list move', openFinding(), { settings: over }],
  ['but what is critical', 'tell opened', critical, { settings: planned, now: heard }],
  [
    'nor what somebody else did',
    'tell opened',
    openFinding(),
    { settings: settings({ plannedChanges: [{ ...window, actor: 'arn:aws:iam::111122223333:role/other' }] }) },
  ],
  [
    'nor what is not part of it',
    'tell opened',
    openFinding(),
    { settings: settings({ plannedChanges: [{ ...window, resources: ['two', '*/other'] }] }) },
  ],
  ['a first look in a summary', 'leave it is in the summary of a first look', openFinding(), { baseline: 'summary' }],
  ['with the few that cannot wait', 'tell opened', critical, { baseline: 'singly' }],
  ['not what came late, before its end', 'leave it is not so any more', openFinding(), { late: true }],
])('what opens is told: %s', (_, expected, then, members, change = 'opened') =>
  expect(decided(change, then, members)).toBe(expected),
);

test.each<[string, string, Finding, Parameters<typeof decided>[2]]>([
  ['to who heard that it opened', 'tell resolved', mended(1), { told: toldOf(['opened']) }],
  ['or of its severity', 'tell resolved', mended(1), { told: toldOf(['opened', 'raised']) }],
  ['or that it is overdue', 'tell resolved', mended(1), { told: toldOf(['overdue']) }],
  ['to nobody else', 'leave nobody was told that it opened', mended(1), {}],
  ['once', 'leave told already', mended(1), { told: toldOf(['opened', 'resolved']) }],
  [
    'once more for the same message',
    'again resolved',
    mended(1),
    { told: toldOf(['opened', 'resolved'], { by: 'this' }) },
  ],
  ['not of a list', 'leave it was told in a list', mended(1), { told: toldOf(['opened'], { isListed: true }) }],
  ['late, where nobody knew', 'tell late', mended(minutes(180)), { late: true }],
  ['but not a moment', 'leave mended within its grace', mended(minutes(3)), { late: true }],
  ['unless it was critical', 'tell late', mended(1, { severity: 'critical' }), { late: true }],
  ['late, but waived', 'leave waived', mended(minutes(180)), { late: true, waiver }],
  ['late, by automation', 'leave done by automation', mended(minutes(180)), { late: true, settings: automated }],
  ['late, once', 'leave told already', mended(minutes(180)), { late: true, told: toldOf(['late']) }],
])('what is over is told: %s', (_, expected, then, members) =>
  expect(decided('resolved', then, members)).toBe(expected),
);

test.each<[string, string, Finding, Parameters<typeof decided>[2]]>([
  ['to who heard that it opened', 'tell raised', critical, { told: toldOf(['opened']) }],
  ['also twice', 'tell raised', critical, { told: toldOf(['opened', 'raised']) }],
  ['once more for the same message', 'again raised', critical, { told: toldOf(['opened', 'raised'], { by: 'this' }) }],
  [
    'not what was told as grave as that',
    'leave the severity is no higher',
    critical,
    { told: toldOf(['opened'], { severity: 'critical' }) },
  ],
  [
    'nor what was graver',
    'leave the severity is no higher',
    openFinding(),
    { told: toldOf(['opened'], { severity: 'critical' }) },
  ],
  ['what waits for its grace, when it becomes critical', 'tell opened', critical, { now: heard }],
  ['otherwise when the grace is over', 'leave nobody was told that it opened', openFinding(), {}],
  ['not what is over', 'leave it is not so any more', mended(1), { told: toldOf(['opened']) }],
  ['not what is waived', 'leave waived', critical, { told: toldOf(['opened']), waiver }],
  [
    'in a summary, by a first look',
    'leave it is in the summary of a first look',
    openFinding(),
    { told: toldOf(['opened'], { severity: 'low' }), isBaseline: true },
  ],
  ['but what is critical now', 'tell raised', critical, { told: toldOf(['opened']), isBaseline: true }],
  [
    'and what is of a baseline altogether',
    'leave it is in the summary of a first look',
    critical,
    { baseline: 'summary', isBaseline: true },
  ],
])('a rise of severity is told: %s', (_, expected, then, members) =>
  expect(decided('raised', then, members)).toBe(expected),
);

test('that other controls ended it is not told singly', () =>
  expect(decided('resolved', mended(1), { told: toldOf(['opened']), isBaseline: true })).toBe(
    'leave it is in the summary of a first look',
  ));

test.each<[string, string, Finding | undefined, ToldOfFinding | undefined]>([
  ['whoever knew of the finding', 'tell', openFinding(), undefined],
  ['where it was told', 'tell', openFinding(), toldOf(['opened'])],
  ['after other news of waivers', 'tell', openFinding(), toldOf(['opened', 'waived'], { ofWaivers: ['another'] })],
  ['once', 'leave told already', openFinding(), toldOf(['waived'], { ofWaivers: ['this'] })],
  ['once more for the same message', 'again', openFinding(), toldOf(['waived'], { ofWaivers: ['this'], by: 'this' })],
  ['not of what is mended', 'leave it is not so any more', mended(1), undefined],
  ['not of what was never so', 'leave it is not so any more', undefined, undefined],
  ['not of what opened anew', 'leave it is not so any more', openFinding({ episodeCount: 2 }), undefined],
])('a waiver is told of: %s', (_, expected, present, told) => {
  for (const change of ['waived', 'waiver-ended'] as const) {
    const transition = waiverTransitionOf(openFinding(), change, opened, { waiver, key: 'k' });
    const own = (name: string) => (name === 'this' ? transition.id : name);
    const decision = whenToTell({
      transition,
      present,
      told: told && { ...told, by: own(told.by), ofWaivers: (told.ofWaivers ?? []).map(own) },
      heardAt: heard,
      now: heard,
      // That it covers the finding now, or that the configuration at hand is older, makes no difference.
      waiver,
      settings: defaultNoticeSettings,
      baseline: 'summary',
      isUnusualAddress: false,
    });
    const news = decision.kind === 'tell' || decision.kind === 'again' ? decision.news : change;
    expect(news).toBe(change);
    expect(decision.kind === 'leave' ? `leave ${decision.because}` : decision.kind).toBe(expected);
  }
});
