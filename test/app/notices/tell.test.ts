import { describe, expect, test } from 'vitest';
import { minutes } from '../../../shared/core/instant.ts';
import { refOf } from '../../../shared/core/resource-ref.ts';
import { place } from '../../adapters/store-fixtures.ts';
import { mended, moved, office, opened, said } from './office.ts';

const anyRoute = {
  severities: [],
  controls: [],
  frameworks: [],
  accounts: [],
  environments: [],
  dataClasses: [],
  owners: [],
  channels: [],
  redact: [],
};

const id = ({ id: whole }: { id: string }): string => whole.slice(0, 4);

describe('what a change opens', () => {
  test('is told when its grace is over, once, in one notice', async () => {
    const { move, pass, got } = office();
    const [a, b, c] = [opened({ event: 'one' }), opened({ event: 'one' }), opened({ event: 'two' })];
    await move(moved(a, 'opened'), moved(b, 'opened'), moved(c, 'opened'));
    await pass(minutes(60));
    expect(got.map(said)).toEqual([`3 findings: opened ${id(a)} ${id(b)}`, `3 findings: opened ${id(c)}`]);
  });
  test('of several resources is one notice, too, and so is its end', async () => {
    const { move, pass, got } = office();
    const elsewhere = refOf('kms/key', 'arn:aws:kms:eu-central-1:111122223333:key/k', place);
    const [a, b] = [opened({ event: 'one' }), opened({ event: 'one', resource: elsewhere, severity: 'critical' })];
    const c = opened({ event: 'two', resource: elsewhere });
    await move(moved(a, 'opened'), moved(b, 'opened'), moved(c, 'opened'));
    await pass(minutes(20));
    await move(moved(mended(a, minutes(20), 'fix'), 'resolved'), moved(mended(b, minutes(20), 'fix'), 'resolved'));
    await pass(minutes(60));
    expect(got.map(said)).toEqual([
      `0 findings: opened ${id(b)} ${id(a)}`,
      `3 findings: opened ${id(c)}`,
      `20 findings: resolved ${id(b)} ${id(a)}`,
    ]);
  });
  test('of several owners is told to each of them what is theirs', async () => {
    const route = (owner: string, channel: string) => ({
      ...anyRoute,
      owners: [owner],
      channels: [channel],
    });
    const { move, pass, got } = office({
      channels: { one: { kind: 'sns', topic: null }, two: { kind: 'sns', topic: null } },
      routes: [route('x', 'one'), route('y', 'two')],
    });
    const owned = (owner: string) => opened({ event: 'one', placement: { environment: null, dataClass: null, owner } });
    const [a, b] = [owned('x'), owned('y')];
    await move(moved(a, 'opened'), moved(b, 'opened'));
    await pass(minutes(60));
    expect(got.map(said)).toEqual([`3 one: opened ${id(a)}`, `3 two: opened ${id(b)}`]);
  });
  test('and is mended within its grace is not told', async () => {
    const { move, pass, got } = office();
    const a = opened();
    await move(moved(a, 'opened'));
    await pass(minutes(2));
    await move(moved(mended(a, minutes(2)), 'resolved'));
    await pass(minutes(60));
    expect(got).toEqual([]);
  });
  test('is told at once where it is critical, with what else the change has opened', async () => {
    const { move, pass, got } = office();
    const [a, b] = [opened({ event: 'one', severity: 'critical' }), opened({ event: 'one', severity: 'low' })];
    await move(moved(b, 'opened'), moved(a, 'opened'));
    await pass(minutes(60));
    expect(got.map(said)).toEqual([`0 findings: opened ${id(a)} ${id(b)}`]);
  });
  test('is told to be mended by a short reply, once for one change', async () => {
    const { move, pass, got } = office({ channels: { findings: { kind: 'slack-bot', secret: 's', channel: 'C1' } } });
    const [a, b] = [opened({ event: 'one' }), opened({ event: 'one' })];
    await move(moved(a, 'opened'), moved(b, 'opened'));
    await pass(minutes(10));
    await move(moved(mended(a, minutes(10), 'fix'), 'resolved'), moved(mended(b, minutes(10), 'fix'), 'resolved'));
    await pass(minutes(60));
    expect(got.map(said)).toEqual([`3 findings: opened ${id(a)} ${id(b)}`, `10 findings: resolved ${id(a)} ${id(b)}`]);
    expect(got[1]?.thread).toBe('message 1');
  });
  test('is told again when it opens again', async () => {
    const { move, pass, got } = office();
    const a = opened();
    await move(moved(a, 'opened'));
    await pass(minutes(10));
    const over = mended(a, minutes(10));
    await move(moved(over, 'resolved'));
    await pass(minutes(20));
    const again = {
      ...a,
      episodeCount: 2,
      episodes: [...over.episodes, { openedAt: a.firstSeen + minutes(20), openedBy: a.episodes[0]!.openedBy }],
    };
    await move(moved(again, 'reopened'));
    await pass(minutes(60));
    expect(got.map(said)).toEqual([
      `3 findings: opened ${id(a)}`,
      `10 findings: resolved ${id(a)}`,
      `23 findings: reopened ${id(a)}`,
    ]);
  });
});

describe('many findings of one control by one actor', () => {
  const many = (count: number, members: Parameters<typeof opened>[0] = {}) =>
    Array.from({ length: count }, () => opened({ controlId: 'sagemaker/same', ...members }));

  test('become one notice with a list, but for the first', async () => {
    const { move, pass, got, queue } = office();
    const findings = many(30);
    for (const each of findings) await move(moved(each, 'opened'));
    await pass(minutes(60));
    const [first, ...others] = findings.map(id);
    expect(got.map(said)).toEqual([`3 findings: opened ${first}`, `13 findings: gathered ${others.join(' ')}`]);
    expect(queue.next()).toBeUndefined();
  });
  test('but not what somebody else did, or what is critical', async () => {
    const { move, pass, got } = office();
    const findings = [
      ...many(1),
      ...many(1, { principal: 'arn:aws:iam::111122223333:user/bob' }),
      ...many(3, { severity: 'critical' }),
    ];
    for (const each of findings) await move(moved(each, 'opened'));
    await pass(minutes(60));
    expect(got).toHaveLength(5);
  });
  test('without what is mended by then', async () => {
    const { move, pass, got } = office();
    const findings = many(4);
    for (const each of findings) await move(moved(each, 'opened'));
    await pass(minutes(5));
    await move(moved(mended(findings[2]!, minutes(5)), 'resolved'));
    await pass(minutes(60));
    const [a, b, , d] = findings.map(id);
    expect(got.map(said)).toEqual([`3 findings: opened ${a}`, `13 findings: gathered ${b} ${d}`]);
  });
});

describe('more than a channel takes in an hour', () => {
  test('is rolled up, and what is critical has room of its own', async () => {
    const { move, pass, got } = office({ hourlyLimit: 3 });
    const findings = Array.from({ length: 8 }, () => opened());
    const grave = opened({ severity: 'critical' });
    for (const each of findings) await move(moved(each, 'opened'));
    await pass(minutes(4));
    await move(moved(grave, 'opened'));
    await pass(minutes(30));
    const ids = findings.map(id);
    expect(got.map(said)).toEqual([
      ...ids.slice(0, 3).map((each) => `3 findings: opened ${each}`),
      `4 findings: opened ${id(grave)}`,
      `8 findings: rolled-up ${ids.slice(3).join(' ')}`,
    ]);
  });
});

test('what a planned change leaves behind is one list when it is over', async () => {
  const until = minutes(45);
  const { move, pass, got } = office({
    plannedChanges: [
      { actor: null, resources: ['*'], from: 0, until: Date.parse('2026-11-20T10:45:00Z'), reason: 'the move' },
    ],
  });
  const findings = [opened(), opened(), opened(), opened({ severity: 'critical' })];
  for (const each of findings) await move(moved(each, 'opened'));
  await pass(minutes(30));
  await move(moved(mended(findings[1]!, minutes(30)), 'resolved'));
  await pass(until + minutes(30));
  const [a, , c, d] = findings.map(id);
  expect(got.map(said)).toEqual([
    `0 findings: opened ${d}`,
    expect.stringMatching(`findings: planned-change ${a} ${c}$`),
  ]);
});

describe('a first look', () => {
  test('is one summary an account, whatever there is, and however often it is asked for', async () => {
    const { move, pass, got, queue } = office();
    const findings = Array.from({ length: 120 }, () => opened({ origin: 'baseline' }));
    await move(...findings.map((each) => moved(each, 'opened')));
    await pass(minutes(120));
    expect(got).toEqual([]);
    for (let times = 0; times < 2; times++) await queue.send([{ kind: 'baseline', account: '111122223333' }]);
    await pass(minutes(180));
    expect(got.map(({ notice }) => notice.kind === 'list' && [notice.about, notice.counts.high])).toEqual([
      ['baseline', 120],
    ]);
  });
  test('with what cannot wait told by itself', async () => {
    const { move, pass, got, queue } = office();
    const open = opened({ origin: 'baseline', controlId: 's3/bucket-policy-public-access', severity: 'critical' });
    await move(moved(open, 'opened'), moved(opened({ origin: 'baseline' }), 'opened'));
    await queue.send([{ kind: 'baseline', account: '111122223333' }]);
    await pass(minutes(120));
    expect(got.map(({ notice }) => (notice.kind === 'list' ? notice.about : notice.news))).toEqual([
      'opened',
      'baseline',
    ]);
  });
});

test('what is overdue is told once, until it opens again', async () => {
  const { move, pass, got, queue } = office();
  const a = opened();
  await move(moved(a, 'opened'));
  await pass(minutes(10));
  for (let times = 0; times < 3; times++) await queue.send([{ kind: 'reminder', news: 'overdue', findings: [a.id] }]);
  await pass(minutes(20));
  expect(got.map(said)).toEqual([`3 findings: opened ${id(a)}`, `10 findings: overdue ${id(a)}`]);
});
