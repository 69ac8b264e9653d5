import { describe, expect, test } from 'vitest';
import { conversationOf, findingNotice } from '../../../shared/notices/content/finding-notice.ts';
import { listNotice, listedOf } from '../../../shared/notices/content/list-notice.ts';
import type { FindingNotice, News, Story } from '../../../shared/notices/notice.ts';
import { finding } from '../../adapters/store-fixtures.ts';
import { opened, sample } from './sample-story.ts';

const hour = 3_600_000;
const later = opened + 2 * hour + 5 * 60_000;
const mended: Partial<Story> = { resolvedAt: later, resolvedBy: { name: 'bela' }, resolution: 'mended' };
const waiver = { reason: 'drivers', requester: 'bela', approver: 'dana', until: Date.parse('2026-12-01T23:30:00Z') };
const told = (news: News, stories: FindingNotice['stories'], at = later) =>
  findingNotice({ news, stories, at, timeZone: 'Europe/Berlin' });

describe('what happened, in one sentence', () => {
  const thing = 'SageMaker notebook instance exploration in ml-prod';
  const title = 'Users of notebook instances have no root access';
  const message = 'Users of this notebook instance have root access';
  const other = sample({
    findingId: 'b',
    controlId: 'sagemaker/notebook-vpc',
    severity: 'critical',
    message: 'It is open',
  });
  test.each<[string, News, FindingNotice['stories'], string]>([
    ['opened', 'opened', [sample()], `alice created ${thing}: ${message}`],
    [
      'opened by what the resource refers to',
      'opened',
      [sample({ opening: { eventId: '1', call: 'DisableKey' } })],
      `${thing}, after DisableKey by alice: ${message}`,
    ],
    [
      'found by a look',
      'opened',
      [sample({ openedBy: { name: 'nobody we were told of' }, opening: { eventId: 'read' } })],
      `${thing}: ${message}`,
    ],
    [
      'in an account without a name',
      'opened',
      [sample({ account: { id: '111122223333' } })],
      `alice created SageMaker notebook instance exploration in 111122223333: ${message}`,
    ],
    [
      'several at once',
      'opened',
      [sample(), other],
      `alice created ${thing}: 2 findings, the gravest critical: It is open`,
    ],
    [
      'of the root user',
      'opened',
      [
        sample({
          openedBy: { name: 'the root user of 111122223333' },
          opening: { eventId: '1', call: 'ConsoleLogin', deed: 'called ConsoleLogin on' },
          resource: { ...sample().resource, name: 'root-user', kind: 'root user' },
        }),
      ],
      `The root user of 111122223333 called ConsoleLogin in ml-prod: ${message}`,
    ],
    [
      'of a record itself',
      'opened',
      [
        sample({
          opening: { eventId: '1', call: 'PutUserPolicy', deed: 'called PutUserPolicy on' },
          resource: { ...sample().resource, name: 'iam.amazonaws.com/PutUserPolicy', kind: 'CloudTrail record' },
        }),
      ],
      `alice called PutUserPolicy in ml-prod: ${message}`,
    ],
    ['reopened', 'reopened', [sample()], `Again: alice created ${thing}: ${message}`],
    [
      'raised',
      'raised',
      [sample({ severity: 'critical', raised: { from: 'high', at: later, by: { name: 'chen' } } })],
      `Now critical, raised from high by chen: ${thing} (${title}): ${message}`,
    ],
    [
      'raised by what is not known',
      'raised',
      [sample({ severity: 'critical' })],
      `Now critical, raised: ${thing} (${title}): ${message}`,
    ],
    ['late', 'late', [sample(mended)], `Told late, was open for 2 h 5 min: alice created ${thing}: ${message}`],
    ['resolved', 'resolved', [sample(mended)], `Resolved after 2 h 5 min by bela: ${thing} (${title})`],
    [
      'resolved by the resource being gone',
      'resolved',
      [sample({ resolvedAt: later, resolution: 'the resource was deleted' }), other],
      `Resolved: ${thing} (2 findings)`,
    ],
    ['overdue', 'overdue', [sample({ dueAt: opened })], `Overdue by 2 h 5 min: ${thing} (${title}): ${message}`],
    ['waived', 'waived', [sample({ waiver })], `Waived by dana until 2026-12-02: ${thing} (${title})`],
    ['a waiver about to end', 'waiver-ending', [sample({ waiver })], `The waiver ends 2026-12-02: ${thing} (${title})`],
    [
      'a waiver that ended',
      'waiver-ended',
      [sample({ waiver })],
      `The waiver ended 2026-12-02, the finding counts again: ${thing} (${title})`,
    ],
  ])('%s', (_, news, stories, headline) => expect(told(news, stories).headline).toBe(headline));
});

describe('a notice is the same whenever it is made', () => {
  const one = sample();
  const other = sample({ findingId: 'b', controlId: 'sagemaker/notebook-vpc', severity: 'critical' });

  test('in whatever order, at whatever time; the gravest first', () => {
    const [first, second] = [told('opened', [one, other]), told('opened', [other, one], later + hour)];
    expect(second.id).toBe(first.id);
    expect(first.stories.map(({ findingId }) => findingId)).toEqual(['b', one.findingId]);
    expect(first.severity).toBe('critical');
  });
  test.each<[string, FindingNotice]>([
    ['other news', told('reopened', [one])],
    ['other findings', told('opened', [other])],
    ['another time', told('opened', [sample({ openedAt: opened + 1 })])],
  ])('%s is another', (_, notice) => expect(notice.id).not.toBe(told('opened', [one]).id));
  test('a second resolution, rise or waiver is another', () => {
    const ids = [
      told('resolved', [sample(mended)]),
      told('resolved', [sample({ ...mended, resolvedAt: later + 1 })]),
      told('raised', [sample({ raised: { from: 'low', at: later, by: { name: 'a' } } })]),
      told('raised', [sample({ raised: { from: 'low', at: later + 1, by: { name: 'a' } } })]),
      told('waived', [sample({ waiver })]),
      told('waived', [sample({ waiver: { ...waiver, until: later } })]),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  test('news of one change are one conversation, whatever letter case a name was written in', () => {
    const { conversation } = told('opened', [one, other]);
    expect(told('resolved', [sample(mended)]).conversation).toBe(conversation);
    expect(conversationOf(sample({ resource: { ...one.resource, arn: one.resource.arn.replace('exp', 'Exp') } }))).toBe(
      conversation,
    );
    expect(conversationOf(sample({ opening: { eventId: '2' } }))).not.toBe(conversation);
  });
});

describe('a list', () => {
  const accountNames = { '111122223333': 'ml-prod' };
  const listed = [
    listedOf(finding({ severity: 'low' }), { control: undefined, accountNames }),
    listedOf(finding({ severity: 'critical', incarnation: 1 }), { control: undefined, accountNames }),
  ];
  const base = { key: 'k', listed, command: 'sagewatch findings --open', at: opened, timeZone: 'UTC' };

  test.each([
    ['gathered', '2 findings (1 critical, 1 low) by alice of one control: '],
    ['baseline', '2 findings (1 critical, 1 low) from before anybody watched'],
    ['planned-change', '2 findings (1 critical, 1 low) left by a planned change by alice'],
    ['rolled-up', '2 findings (1 critical, 1 low) more than this channel takes at a time'],
  ] as const)('%s', (about, headline) => {
    const notice = listNotice({ ...base, about, who: { name: 'alice' } });
    expect(notice.headline.startsWith(headline)).toBe(true);
    expect(notice).toMatchObject({
      severity: 'critical',
      more: 0,
      counts: { critical: 1, high: 0, medium: 0, low: 1 },
    });
    expect(notice.listed.map(({ severity }) => severity)).toEqual(['critical', 'low']);
  });
  test('counts what it does not list', () => {
    const many = Array.from({ length: 80 }, () => listed[0]).filter((each) => each !== undefined);
    const notice = listNotice({ ...base, about: 'baseline', listed: many });
    expect(notice.listed).toHaveLength(50);
    expect(notice).toMatchObject({ more: 30, counts: { low: 80 } });
    const counts = { critical: 0, high: 0, medium: 0, low: 1_000 };
    expect(listNotice({ ...base, about: 'baseline', listed: many, counts }).more).toBe(950);
  });
  test('is the same by its key', () => {
    expect(listNotice({ ...base, about: 'baseline', at: 1 }).id).toBe(listNotice({ ...base, about: 'baseline' }).id);
    expect(listNotice({ ...base, about: 'baseline', key: 'l' }).id).not.toBe(
      listNotice({ ...base, about: 'baseline' }).id,
    );
  });
  test('says what is waived, and names accounts', () => {
    const waived = {
      control: '*',
      resource: '*',
      type: 'risk-accepted' as const,
      approved: null,
      ticket: null,
      ...waiver,
    };
    expect(listedOf(finding(), { control: undefined, waiver: waived, accountNames })).toMatchObject({
      status: 'waived',
      account: 'ml-prod',
    });
  });
});
