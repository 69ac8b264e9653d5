import { expect, test } from 'vitest';
import type { Waiver } from '../../shared/core/configuration.ts';
import { days, hours } from '../../shared/core/instant.ts';
import { covers, isInForce, waiverNotes, waiverOf, type Waivable } from '../../shared/core/waiver.ts';

const now = Date.parse('2026-11-08T12:00:00Z');

const arn = 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/research-a';

const waiver: Waiver = {
  control: 'sagemaker/notebook-root-access',
  resource: arn,
  type: 'risk-accepted',
  reason: 'because',
  requester: 'Alice',
  approver: 'Bob',
  approved: Date.parse('2026-11-03'),
  until: Date.parse('2026-12-31T23:59:59.999Z'),
  ticket: null,
};

const finding: Waivable = {
  controlId: 'sagemaker/notebook-root-access',
  kind: 'state',
  resource: {
    type: 'sagemaker/notebook-instance',
    arn,
    account: '111122223333',
    region: 'eu-central-1',
    name: 'research-a',
  },
  incarnation: 0,
  firstSeen: Date.parse('2026-11-02T09:00:00Z'),
};

const bucket: Waivable['resource'] = {
  type: 's3/bucket',
  arn: 'arn:aws:lambda:eu-central-1:1:function:Fn',
  account: '',
  region: '',
  name: 'Fn',
};

const aliases = ['sagemaker-notebook-root-access', 'old/root'];

test.each<[string, Partial<Waiver>, Partial<Waivable>, boolean]>([
  ['control and ARN', {}, {}, true],
  ['another control', { control: 'sagemaker/notebook-volume-key' }, {}, false],
  ['a beginning of the control', { control: 'sagemaker/notebook' }, {}, false],
  ['an alias', { control: 'old/root' }, {}, true],
  ['a pattern of controls', { control: 'sagemaker/*' }, {}, true],
  ['a pattern of an alias', { control: 'old/*' }, {}, true],
  ['a pattern of other controls', { control: 'iam/*' }, {}, false],
  ['the name', { resource: 'research-a' }, {}, true],
  ['another name', { resource: 'research-b' }, {}, false],
  ['a part of the name', { resource: 'research' }, {}, false],
  ['a pattern of names', { resource: 'research-*' }, {}, true],
  ['a pattern of ARNs', { resource: 'arn:aws:sagemaker:*:111122223333:*' }, {}, true],
  ['ARNs of another account', { resource: 'arn:aws:sagemaker:*:444455556666:*' }, {}, false],
  ['SageMaker names whatever their letter case', { resource: 'Research-A' }, {}, true],
  ['other names as they are written', { resource: 'fn' }, { resource: bucket }, false],
  ['the same in their own letters', { resource: 'Fn' }, { resource: bucket }, true],
  // Incarnations: the finding was first seen on 2 November, the approval is of the 3rd.
  ['made again, approved since', {}, { incarnation: 1 }, true],
  ['made again, approved the same day', { approved: Date.parse('2026-11-02') }, { incarnation: 1 }, true],
  [
    'made again, approved earlier that day',
    { approved: Date.parse('2026-11-02T08:59:59Z') },
    { incarnation: 1 },
    false,
  ],
  ['made again, approved that moment', { approved: Date.parse('2026-11-02T09:00:00Z') }, { incarnation: 1 }, true],
  ['made again, approved the day before', { approved: Date.parse('2026-11-01') }, { incarnation: 1 }, false],
  ['made again, approved nobody knows when', { approved: null }, { incarnation: 1 }, false],
  ['made again, by name', { resource: 'research-a', approved: null }, { incarnation: 1 }, false],
  ['made again, a pattern', { resource: 'research-*', approved: null }, { incarnation: 1 }, true],
  ['the first one, approved before it was seen', { approved: Date.parse('2020-01-01') }, {}, true],
  ['the first one, approved nobody knows when', { approved: null }, {}, true],
  ['the second incident of an actor', { approved: null }, { kind: 'activity', incarnation: 1 }, true],
])('%s', (_, about, what, expected) => {
  expect(covers({ ...waiver, ...about }, { ...finding, ...what }, aliases)).toBe(expected);
  expect(waiverOf({ ...finding, ...what }, [{ ...waiver, ...about }], now, aliases) !== undefined).toBe(expected);
});

test('it holds up to its last moment, and not after', () => {
  const { until } = waiver;

  expect([until - 1, until, until + 1].map((at) => isInForce(waiver, at))).toEqual([true, true, false]);
  expect([until, until + 1].map((at) => waiverOf(finding, [waiver], at))).toEqual([waiver, undefined]);
});

test('of several that cover a finding it is always the same one', () => {
  const first = { ...waiver, ticket: 'first' };
  const wide = { ...waiver, resource: '*' };
  const anyControl = { ...waiver, control: '*' };
  const longest = { ...wide, until: waiver.until + 1 };
  const expired = { ...waiver, until: now - 1 };

  expect(waiverOf(finding, [waiver, longest, expired], now)).toBe(longest);
  expect(waiverOf(finding, [wide, anyControl, first, waiver], now)).toBe(first);
  expect(waiverOf(finding, [wide, anyControl], now)).toBe(anyControl);
  expect(waiverOf(finding, [], now)).toBeUndefined();
});

const controls = [{ id: 'sagemaker/notebook-root-access', aliases: ['old/root'] }] as const;

test.each<[string, Partial<Waiver>, string[]]>([
  ['nothing to say', {}, []],
  ['expired', { until: now - 1 }, ['expired']],
  ['ends in 14 days', { until: now + days(14) }, ['ending']],
  ['ends a little later', { until: now + days(14) + 1 }, []],
  ['ends now', { until: now }, ['ending']],
  ['of no control', { control: 'sagemaker/nothing' }, ['unknown-control']],
  ['of an alias', { control: 'old/root' }, []],
  ['of no control, and expired', { control: 'x/*', until: now - days(1) }, ['unknown-control', 'expired']],
  ['covers nothing', { resource: 'research-z' }, ['unused']],
  ['covered something once', { resource: 'research-z', until: now - 1 }, ['expired']],
  ['approved in the future', { approved: now + hours(1) }, ['not-approved-yet']],
  ['approved by oneself', { approver: 'alice' }, ['self-approved']],
])('noted: %s', (_, about, kinds) => {
  const notes = waiverNotes([{ ...waiver, ...about }], now, { controls, findings: [finding] });

  expect(notes.map(({ kind }) => kind)).toEqual(kinds);
});

test('a note is a sentence', () => {
  const waivers = [
    { ...waiver, until: now - days(1) },
    { ...waiver, control: 'x/y' },
  ];

  expect(waiverNotes(waivers, now, { controls }).map(({ text }) => text)).toEqual([
    `the waiver of sagemaker/notebook-root-access for ${arn} ended 2026-11-07`,
    `the waiver of x/y for ${arn} names no control that there is`,
  ]);
});

test('nothing is called unused where no findings were given', () => {
  expect(waiverNotes([{ ...waiver, resource: 'research-z' }], now, { controls })).toEqual([]);
});
