import { describe, expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { digestFacts } from '../../../shared/app/digest/facts.ts';
import { localHealth, stageHealth, type StageHealth } from '../../../shared/app/digest/health.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import { transitionOf, type Finding } from '../../../shared/core/finding.ts';
import { days, hours, type Instant } from '../../../shared/core/instant.ts';
import { heardOf, type Known } from '../../../shared/core/known.ts';
import { told } from '../../../shared/core/told.ts';
import { weeksBefore } from '../../../shared/digest/week.ts';
import { commit, finding, place, resource } from '../../adapters/store-fixtures.ts';
import { control, episode, now, week } from '../../digest/made.ts';

const health = { health: async () => localHealth(sqliteStore(':memory:')) };
const gathering = {
  clock: { now: () => now },
  configuration: defaultConfiguration,
  controls: [control('sagemaker/example')],
  accounts: ['444455556666'],
  partition: 'aws',
  ...health,
};

const told1 = (days1: number, days2?: number): Partial<Finding> => ({
  episodes: [episode(days1, days2)],
  firstSeen: episode(days1).openedAt,
  status: days2 === undefined ? 'open' : 'resolved',
});

let recorded = 0;

/** A store in which transitions are recorded at moments that are told. */
const storeAt = () => {
  let time = 0;
  const store = sqliteStore(':memory:', { now: () => time });
  return {
    store,
    record: async (at: Instant, members: Parameters<typeof commit>[2]) => {
      time = at;
      await commit(store, [`event ${recorded++}`], members);
    },
  };
};

describe('what findings a digest is made of', () => {
  test('all that were open in the last five weeks; their evidence is left behind', async () => {
    const { store, record } = storeAt();
    const findings = [
      finding({ incarnation: 1, ...told1(-60) }),
      finding({ incarnation: 2, ...told1(-60, -20) }),
      finding({ incarnation: 3, ...told1(-90, -50) }),
    ];
    await record(now, { findings });
    const facts = await digestFacts(week, { ...gathering, store });
    expect(facts.findings.map(({ incarnation }) => incarnation).toSorted()).toEqual([1, 2]);
    expect(facts.findings.some((each) => 'evidence' in each)).toBe(false);
    expect(facts.accounts).toEqual(['444455556666', '111122223333']);
  });
  test('controls that are switched off are told apart', async () => {
    const { store } = storeAt();
    const configuration = {
      ...defaultConfiguration,
      controls: { 'a/off': { enabled: false, severity: null } },
    };
    const controls = [control('a/on'), control('a/off')];
    const facts = await digestFacts(week, { ...gathering, store, controls, configuration });
    expect([facts.controls.map(({ id }) => id), facts.switchedOff]).toEqual([['a/on'], ['a/off']]);
  });
});

describe('what was heard of late', () => {
  const exposed = finding({ incarnation: 1, ...told1(2, 3) });
  const opened = transitionOf({ ...exposed, ...told1(2) }, 'opened', week.since + days(2), true);
  const resolved = transitionOf(exposed, 'resolved', week.since + days(3), true);
  const before = finding({ incarnation: 2, ...told1(-3) });
  const begun = transitionOf(before, 'opened', week.since - days(3));
  const long = transitionOf(finding({ incarnation: 3, ...told1(-20, -19) }), 'resolved', week.since - days(19), true);

  const heard = async (at: Instant) => {
    const { store, record } = storeAt();
    await record(at, { findings: [exposed, before], transitions: [opened, resolved, begun, long] });
    const of = async (asked: typeof week) => {
      const { exposures, heardLate } = await digestFacts(asked, { ...gathering, store });
      return { exposures: exposures.map(({ id }) => id).toSorted(), heardLate };
    };
    return { before: await of(weeksBefore(week, 1)), now: await of(week), after: await of(weeksBefore(week, -1)) };
  };
  const nothing = { exposures: [], heardLate: [] };
  const ids = [resolved.id, long.id].toSorted();

  test('belongs to the week in which it was recorded, where it began before that', async () => {
    expect(await heard(week.since + days(4))).toEqual({
      before: nothing,
      now: { exposures: ids, heardLate: [before.id] },
      after: nothing,
    });
  });
  test('an exposure of a week belongs to it, whenever it was recorded; the next tells of it, too', async () => {
    expect(await heard(week.until + days(1))).toEqual({
      before: nothing,
      now: { exposures: [resolved.id], heardLate: [] },
      after: { exposures: ids, heardLate: [before.id] },
    });
  });
});

test('what could not be decided is told by control, with the permission that was lacking', async () => {
  const { store, record } = storeAt();
  const known = (arn: string, members: Partial<Known>): Known => ({
    ...heardOf({ ...resource, arn, name: arn }),
    exists: true,
    ...members,
  });
  await record(now, {
    known: [
      known('arn:a', { undecided: { 'a/one': ['x'], 'a/two': ['y', 'z'] } }),
      known('arn:b', {
        undecided: { 'a/one': ['x'] },
        unread: { reason: 'denied', permission: 'kms:DescribeKey', since: 1 },
      }),
      known('arn:c', { unread: { reason: 'denied', permission: 'kms:DescribeKey', since: 1 } }),
      known('arn:d', {}),
    ],
  });
  const { undecided } = await digestFacts(week, { ...gathering, store });
  if (undecided.kind === 'unknown') throw new Error(undecided.reason);
  expect(
    undecided.value.map(({ controlId, resource: { name }, missing, permission }) => [
      name,
      controlId,
      missing,
      permission,
    ]),
  ).toEqual([
    ['arn:a', 'a/one', ['x'], undefined],
    ['arn:a', 'a/two', ['y', 'z'], undefined],
    ['arn:b', 'a/one', ['x'], 'kms:DescribeKey'],
    ['arn:c', undefined, [], 'kms:DescribeKey'],
  ]);
});

describe('the health of a stage', () => {
  const list = (type: string) => ({ type, ...place });
  const stage = (store: StageHealth['store'], members: Partial<StageHealth> = {}): StageHealth => ({
    stage: 'prod',
    store,
    clock: { now: () => now },
    measures: {
      events: async () => told(5),
      lag: async () => told(undefined),
      deadLetters: async () => told([]),
    },
    localities: [place, { ...place, region: 'us-east-1' }],
    lists: ['a', 'b', 'c', 'd'].map(list),
    canaries: [resource.arn],
    ...members,
  });
  test('is put together from what is kept', async () => {
    const { store, record } = storeAt();
    const standing = (at: Instant, wanted: number, recovered: number) => JSON.stringify({ at, wanted, recovered });
    await record(now, {
      known: [{ ...heardOf(resource), exists: true, told: now - hours(1) }],
      latest: now - hours(2),
      checkpoints: {
        [`swept a ${place.account} ${place.region}`]: `v-1 ${now - hours(5)}`,
        [`swept b ${place.account} ${place.region}`]: `v-1 ${now - days(3)}`,
        // Of a sweep of which nobody wrote down when it ended.
        [`swept c ${place.account} ${place.region}`]: 'v-1',
        [`reconcile outcome ${place.account} ${place.region}`]: standing(now - hours(1), 10, 1),
        [`reconcile outcome ${place.account} us-east-1`]: standing(now - hours(2), 5, 5),
        'silent sources': JSON.stringify([{ ...place, region: 'us-east-1' }]),
      },
      quarantined: [{ file: 'f', position: 0, reason: 'r', text: 't', length: 1, sha256: 's' }],
    });
    expect(await stageHealth(week, stage(store))).toEqual({
      stage: 'prod',
      events: told(5),
      lag: told(undefined),
      recovered: told({ wanted: 15, recovered: 6, at: now - hours(2) }),
      deadLetters: told([]),
      sweep: told({ lists: 4, finished: 1, oldest: now - days(3) }),
      canary: told(now - hours(1)),
      silent: told([{ ...place, region: 'us-east-1' }]),
      places: 2,
      quarantined: told(1),
      latest: now - hours(2),
    });
  });
  test('of a stage that has just begun claims nothing', async () => {
    const { store } = storeAt();
    expect(await stageHealth(week, stage(store))).toMatchObject({
      recovered: told({ wanted: 0, recovered: 0, at: undefined }),
      sweep: told({ lists: 4, finished: 0, oldest: undefined }),
      canary: told(undefined),
      silent: { kind: 'unknown' },
      latest: undefined,
    });
  });
});
