import { expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import type { Undelivered } from '../../../shared/app/notices/deliver.ts';
import { live, type Live } from '../../../shared/app/notices/live.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import type { Transition } from '../../../shared/core/finding.ts';
import { days, hours, minutes, type Instant } from '../../../shared/core/instant.ts';
import type { NoticeSettings } from '../../../shared/core/notice-settings.ts';
import type { Delivery, Store } from '../../../shared/ports.ts';
import { commit } from '../../adapters/store-fixtures.ts';
import { mended, moved, opened, said, start, type Got } from './office.ts';

/** One machine: a store and a clock that outlive each process that tells people. */
const machine = (settings: Partial<NoticeSettings> = {}) => {
  let now = start;
  let commits = 0;
  const clock = { now: () => now };
  const store = sqliteStore(':memory:', clock);
  const got: Got[] = [];
  const troubles: string[] = [];
  const undelivered: Undelivered[] = [];
  /** What the next sends come to; delivered where nothing is said. */
  const answers: (Delivery | Error)[] = [];
  /** A process; `through`: the store as it sees it. */
  const begin = async (through: Store = store): Promise<Live & { end(): void }> => {
    const ending = new AbortController();
    const begun = await live({
      store: through,
      clock,
      configuration: { ...defaultConfiguration, notices: { ...defaultConfiguration.notices, ...settings } },
      controlOf: () => undefined,
      requirementsOf: () => [],
      aliasesOf: () => [],
      catalogue: { types: new Map() },
      sleep: async (milliseconds) => void (now += milliseconds),
      signal: ending.signal,
      channelOf: (channel) => ({
        send: async (notice) => {
          const answer = answers.shift() ?? { kind: 'delivered' };
          if (answer instanceof Error) throw answer;
          if (answer.kind === 'delivered') got.push({ minute: (now - start) / 60_000, channel, notice });
          return answer;
        },
      }),
      onTrouble: (message, retryIn) => troubles.push(`${message} (${retryIn / 1_000} s)`),
      undelivered: (what) => undelivered.push(what),
    });
    return { ...begun, end: () => ending.abort() };
  };
  return {
    store,
    got,
    troubles,
    undelivered,
    answers,
    begin,
    move: async (...transitions: readonly Transition[]) =>
      commit(store, [`${++commits}`], { findings: transitions.map(({ finding }) => finding), transitions }),
    at: (moment: Instant) => (now = start + moment),
  };
};

const id = ({ id: whole }: { id: string }): string => whole.slice(0, 4);

test('what moves is told while the watch waits: at once, after its grace, and when it is over', async () => {
  const { begin, move, got } = machine();
  const { wait, waiting } = await begin();
  const [a, b] = [opened(), opened({ severity: 'critical' })];
  await move(moved(a, 'opened'), moved(b, 'opened'));
  await wait(minutes(10));
  await move(moved(mended(a, minutes(10)), 'resolved'));
  await wait(minutes(1));
  expect(got.map(said)).toEqual([
    `0 findings: opened ${id(b)}`,
    `3 findings: opened ${id(a)}`,
    `10 findings: resolved ${id(a)}`,
  ]);
  expect(waiting()).toBe(0);
});

test('what lay there before anybody was told on this machine is passed over, once', async () => {
  const { begin, move, got, store } = machine();
  const [a, b] = [opened({ severity: 'critical' }), opened({ severity: 'critical' })];
  await move(moved(a, 'opened'));
  expect((await begin()).passedOver).toBe(1);
  expect(await store.pendingTransitions(10)).toEqual([]);
  await move(moved(b, 'opened'));
  const { passedOver, goOn } = await begin();
  await goOn();
  expect(passedOver).toBe(0);
  expect(got.map(said)).toEqual([`0 findings: opened ${id(b)}`]);
});

test('what waits for its grace is told by the next process, in one notice', async () => {
  const { begin, move, got, at } = machine();
  const first = await begin();
  const [a, b] = [opened({ event: 'one' }), opened({ event: 'one' })];
  await move(moved(a, 'opened'), moved(b, 'opened'));
  await first.wait(minutes(1));
  first.end();
  expect(first.waiting()).toBe(2);
  at(hours(5));
  const second = await begin();
  await second.wait(minutes(1));
  expect(got.map(said)).toEqual([`300 findings: opened ${id(a)} ${id(b)}`]);
  expect(second.waiting()).toBe(0);
});

test('what came while nobody told is told by the next process', async () => {
  const { begin, move, got } = machine();
  (await begin()).end();
  const a = opened();
  await move(moved(a, 'opened'));
  await (await begin()).wait(minutes(5));
  expect(got.map(said)).toEqual([`3 findings: opened ${id(a)}`]);
});

test('what is gathered is told by the next process', async () => {
  const { begin, move, got, at } = machine();
  const first = await begin();
  const many = Array.from({ length: 4 }, () => opened({ controlId: 'sagemaker/same' }));
  for (const each of many) await move(moved(each, 'opened'));
  await first.wait(minutes(5));
  first.end();
  at(minutes(30));
  await (await begin()).wait(minutes(1));
  const [alone, ...others] = many.map(id);
  expect(got.map(said)).toEqual([`3 findings: opened ${alone}`, `30 findings: gathered ${others.join(' ')}`]);
});

test('a process that is told to end does no more, and leaves all that waits', async () => {
  const { begin, move, got } = machine();
  const ended = await begin();
  ended.end();
  const a = opened({ severity: 'critical' });
  await move(moved(a, 'opened'));
  await ended.wait(minutes(10));
  expect(got).toEqual([]);
  await (await begin()).goOn();
  expect(got.map(said)).toEqual([`0 findings: opened ${id(a)}`]);
});

test('wherever a process dies, the next one tells what is left, and no more than one notice twice', async () => {
  for (let writes = 0, died = true; died; writes++) {
    const { begin, move, got, store, at } = machine({ hourlyLimit: 2, gatherMinutes: 2 });
    await begin();
    const many = Array.from({ length: 3 }, () => opened({ controlId: 'sagemaker/same' }));
    const others = [opened({ event: 'one' }), opened({ event: 'one' }), opened({ severity: 'critical' }), opened()];
    await move(...[...many, ...others].map((each) => moved(each, 'opened')));
    let left = writes;
    died = false;
    const dying = async <Answer>(write: () => Promise<Answer>): Promise<Answer> => {
      died ||= left-- === 0;
      if (died) throw new Error('died');
      return write();
    };
    const mortal: Store = {
      ...store,
      write: async (...entry) => dying(async () => store.write(...entry)),
      markSent: async (sent) => dying(async () => store.markSent(sent)),
    };
    await begin(mortal)
      .then(async ({ wait }) => wait(minutes(20)))
      .catch(() => undefined);
    at(minutes(30));
    await (await begin()).wait(minutes(30));
    const told = got.flatMap(({ notice }) =>
      notice.kind === 'finding'
        ? notice.stories.map(({ findingId }) => findingId)
        : notice.listed.map(({ findingId }) => findingId),
    );
    expect(new Set(told), `died at write ${writes}`).toEqual(new Set([...many, ...others].map((each) => each.id)));
    const repeated = got.length - new Set(got.map(({ notice }) => notice.id)).size;
    expect(repeated, `died at write ${writes}`).toBeLessThanOrEqual(1);
  }
});

test('what a channel does not take, or fails with, comes again', async () => {
  const { begin, move, got, answers, troubles } = machine();
  const { wait } = await begin();
  answers.push({ kind: 'later', reason: 'busy', after: minutes(2) }, new Error('broken'));
  const a = opened({ severity: 'critical' });
  await move(moved(a, 'opened'));
  await wait(minutes(10));
  expect(got.map(said)).toEqual([`2.25 findings: opened ${id(a)}`]);
  expect(troubles).toEqual(['broken (15 s)']);
});

test('what no channel takes for a day is said to be undelivered, and goes another way', async () => {
  const { begin, move, got, answers, undelivered } = machine();
  const { wait } = await begin();
  answers.push({ kind: 'refused', reason: 'no room' });
  const a = opened({ severity: 'critical' });
  await move(moved(a, 'opened'));
  await wait(minutes(1));
  expect(undelivered).toMatchObject([{ channel: 'findings', reason: 'no room' }]);
  expect(got.map(said)).toEqual([`0 (this machine): opened ${id(a)}`]);
});

test('what became overdue is told within the hour, once, also when nobody was there to see it', async () => {
  const { begin, move, got, at } = machine();
  const first = await begin();
  const [a, b] = [opened({ severity: 'critical' }), opened({ severity: 'high' })];
  await move(moved(a, 'opened'), moved(b, 'opened'));
  await first.wait(days(1) + hours(2));
  first.end();
  at(days(20));
  const second = await begin();
  await second.wait(hours(3));
  expect(got.map(said)).toEqual([
    `0 findings: opened ${id(a)}`,
    `3 findings: opened ${id(b)}`,
    `${25 * 60} findings: overdue ${id(a)}`,
    `${20 * 24 * 60} findings: overdue ${id(b)}`,
  ]);
});

test('only one process tells notices from a store', async () => {
  const { begin, move } = machine();
  const [first, second] = [await begin(), await begin()];
  await move(moved(opened(), 'opened'));
  await first.goOn();
  await move(moved(opened(), 'opened'));
  await expect(second.goOn()).rejects.toThrow('somebody else tells notices from this store');
});
