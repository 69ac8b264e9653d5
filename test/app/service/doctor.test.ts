import { describe, expect, test } from 'vitest';
import type { DoctorFacts, RegionFacts, Told, TrailFacts } from '../../../shared/app/service/doctor-facts.ts';
import { diagnose, type DoctorLine } from '../../../shared/app/service/doctor.ts';
import { minutes } from '../../../shared/core/instant.ts';

const now = Date.parse('2026-11-02T12:00:00Z');
const told = <Value>(value: Value): Told<Value> => ({ kind: 'told', value });
const denied: Told<never> = { kind: 'unknown', reason: 'the permission x:Y is missing' };

const trail: TrailFacts = {
  name: 'all',
  isMultiRegion: true,
  isValidated: true,
  isLogging: told(true),
  gaps: told([]),
};
const region = (members: Partial<RegionFacts> = {}): RegionFacts => ({
  region: 'us-east-1',
  isHome: false,
  status: told('CREATE_COMPLETE'),
  rules: told({ missing: [], disabled: [], enabled: 13 }),
  ...members,
});
const home = region({ region: 'eu-central-1', isHome: true });
const queue = (messages: Told<number | undefined>) => ({ name: 'messages-dlq', region: 'eu-central-1', messages });

/** A stage that has nothing the matter with it. */
const healthy: DoctorFacts = {
  stage: 'prod',
  now,
  status: 'UPDATE_COMPLETE',
  createdAt: now - minutes(10_000),
  trails: told([trail]),
  regions: [home, region()],
  mail: told({ verified: ['example.com'], unverified: [], isSandbox: false }),
  operations: told({ confirmed: 1, pending: 0 }),
  findings: told({ confirmed: 1, pending: 0 }),
  slack: told(['slack-webhook']),
  canary: told(now - minutes(50)),
  deadLetters: [queue(told(0))],
  silent: told([]),
  unread: told([]),
  quarantined: told(0),
};
const line = (facts: Partial<DoctorFacts>, id: string): DoctorLine | undefined =>
  diagnose({ ...healthy, ...facts }).find((each) => each.id === id);
const nobody = {
  mail: told({ verified: [], unverified: [], isSandbox: true }),
  slack: told([]),
  findings: told({ confirmed: 0, pending: 0 }),
};

test('a stage that is well passes in everything, and there is nothing to do', () => {
  const lines = diagnose(healthy);
  expect(lines.filter(({ status, todo }) => status !== 'pass' || todo !== undefined)).toEqual([]);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
});

test('what was not answered is unknown, each time, and says why', () => {
  const unanswered: DoctorFacts = {
    ...healthy,
    trails: denied,
    regions: [{ ...home, rules: denied }, region({ status: denied, rules: denied })],
    mail: denied,
    operations: denied,
    findings: denied,
    slack: denied,
    canary: denied,
    deadLetters: [queue(denied)],
    silent: denied,
    unread: denied,
    quarantined: denied,
  };
  for (const { id, status, text, todo } of diagnose(unanswered)) {
    if (id === 'stack') continue;
    expect([id, status, text]).toEqual([id, 'unknown', denied.reason]);
    expect(todo).toBeTruthy();
  }
});

describe('line by line', () => {
  test.each<[string, Partial<DoctorFacts>, string, DoctorLine['status'], string]>([
    ['a stack under way', { status: 'UPDATE_IN_PROGRESS' }, 'stack', 'fail', 'UPDATE_IN_PROGRESS'],
    ['a stack that was rolled back', { status: 'UPDATE_ROLLBACK_COMPLETE' }, 'stack', 'fail', 'ROLLBACK'],
    ['no trail', { trails: told([]) }, 'trail', 'fail', 'there is no trail'],
    ['a trail of one Region', { trails: told([{ ...trail, isMultiRegion: false }]) }, 'trail', 'fail', 'of one Region'],
    ['a stopped trail', { trails: told([{ ...trail, isLogging: told(false) }]) }, 'trail', 'fail', 'is not logging'],
    [
      'a trail without writes',
      { trails: told([{ ...trail, gaps: told(['writes']) }]) },
      'trail',
      'fail',
      'leaves out writes',
    ],
    [
      'a trail without reads, of which no event is needed',
      { trails: told([{ ...trail, gaps: told(['reads']) }]) },
      'trail',
      'pass',
      'all',
    ],
    ['a trail that may not be asked', { trails: told([{ ...trail, isLogging: denied }]) }, 'trail', 'unknown', 'x:Y'],
    [
      'one that may not be asked, beside a good one',
      { trails: told([{ ...trail, name: 'a', gaps: denied }, trail]) },
      'trail',
      'pass',
      'all',
    ],
    [
      'one of one Region that may not be asked',
      { trails: told([{ ...trail, isMultiRegion: false, gaps: denied }]) },
      'trail',
      'fail',
      'one Region',
    ],
    [
      'files that cannot be validated',
      { trails: told([{ ...trail, isValidated: false }]) },
      'trail validation',
      'fail',
      'unchanged',
    ],
    [
      'no forwarder',
      { regions: [home, region({ status: told(undefined) })] },
      'forwarder us-east-1',
      'fail',
      'no forwarder',
    ],
    [
      'a forwarder that failed',
      { regions: [home, region({ status: told('ROLLBACK_COMPLETE') })] },
      'forwarder us-east-1',
      'fail',
      'ROLLBACK_COMPLETE',
    ],
    [
      'a disabled rule',
      { regions: [{ ...home, rules: told({ missing: [], disabled: ['r'], enabled: 12 }) }] },
      'rules eu-central-1',
      'fail',
      'disabled: r',
    ],
    [
      'a deleted rule',
      { regions: [{ ...home, rules: told({ missing: ['r'], disabled: [], enabled: 12 }) }] },
      'rules eu-central-1',
      'fail',
      'deleted: r',
    ],
    [
      'no rules',
      { regions: [{ ...home, rules: told({ missing: [], disabled: [], enabled: 0 }) }] },
      'rules eu-central-1',
      'fail',
      'no rule',
    ],
    ['a canary that is late', { canary: told(now - minutes(76)) }, 'canary', 'fail', '76 minutes ago'],
    ['a canary just in time', { canary: told(now - minutes(75)) }, 'canary', 'pass', '75 minutes ago'],
    ['no canary ever', { canary: told(undefined) }, 'canary', 'fail', 'none ever'],
    [
      'no canary yet',
      { canary: told(undefined), createdAt: now - minutes(20) },
      'canary',
      'unknown',
      'none came back yet',
    ],
    [
      'no canary, and nobody knows since when',
      { canary: told(undefined), createdAt: undefined },
      'canary',
      'fail',
      'none ever',
    ],
    [
      'mail in the sandbox',
      { mail: told({ verified: ['a@example.com'], unverified: [], isSandbox: true }) },
      'mail',
      'pass',
      'sandbox',
    ],
    [
      'mail that is not verified',
      { mail: told({ verified: [], unverified: ['example.com'], isSandbox: true }) },
      'mail',
      'fail',
      'not verified',
    ],
    ['no mail, but Slack', { mail: nobody.mail }, 'mail', 'pass', 'told by Slack'],
    ['no Slack, but mail', { slack: nobody.slack }, 'Slack', 'pass', 'told by mail'],
    ['nobody is told, of mail', nobody, 'mail', 'fail', 'in no other way'],
    ['nobody is told, of Slack', nobody, 'Slack', 'fail', 'in no other way'],
    ['nobody is told, of the topic', nobody, 'topic of findings', 'fail', 'in no other way'],
    ['whether anybody is told is not known', { ...nobody, mail: denied }, 'Slack', 'unknown', 'by mail is not known'],
    [
      'nobody hears of troubles',
      { operations: told({ confirmed: 0, pending: 0 }) },
      'topic of operations',
      'fail',
      'nobody subscribes',
    ],
    [
      'who would hear has not confirmed',
      { operations: told({ confirmed: 0, pending: 1 }) },
      'topic of operations',
      'fail',
      '1 wait',
    ],
    ['no topic', { operations: told(undefined) }, 'topic of operations', 'fail', 'there is no topic'],
    ['dead letters', { deadLetters: [queue(told(2))] }, 'queue messages-dlq eu-central-1', 'fail', '2 messages'],
    [
      'no queue for dead letters',
      { deadLetters: [queue(told(undefined))] },
      'queue messages-dlq eu-central-1',
      'fail',
      'no such queue',
    ],
    ['nobody has looked for silence', { silent: told(undefined) }, 'sources', 'unknown', 'nobody has looked'],
    [
      'a place that is silent',
      { silent: told([{ account: '444455556666', region: 'us-east-1' }]) },
      'sources',
      'fail',
      '444455556666 us-east-1',
    ],
    [
      'reads that are denied',
      { unread: told([{ permission: 'kms:DescribeKey', account: '444455556666', resources: 3, since: now }]) },
      'reads',
      'fail',
      'kms:DescribeKey is missing in 444455556666 (3 resources)',
    ],
    ['quarantine', { quarantined: told(3) }, 'quarantine', 'fail', '3 records'],
  ])('%s', (_, facts, id, status, text) => {
    const found = line(facts, id);
    expect([found?.status, found?.text]).toEqual([status, expect.stringContaining(text)]);
    expect(found?.todo === undefined).toBe(status === 'pass');
  });
  test('a Region without a forwarder is told once', () => {
    const regions = [home, region({ status: told(undefined), rules: told({ missing: [], disabled: [], enabled: 0 }) })];
    const deadLetters = [queue(told(0)), { name: 'forwarder-dlq', region: 'us-east-1', messages: told(undefined) }];
    const wrong = diagnose({ ...healthy, regions, deadLetters }).filter(({ status }) => status !== 'pass');
    expect(wrong.map(({ id }) => id)).toEqual(['forwarder us-east-1']);
  });
});
