import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfiguration, type Waiver } from '../../shared/core/configuration.ts';
import { days, hours } from '../../shared/core/instant.ts';
import { sum } from '../../shared/digest/counting.ts';
import { digestOf, toldBy } from '../../shared/digest/digest-of.ts';
import { everybody } from '../../shared/digest/facts.ts';
import { weeksBefore } from '../../shared/digest/week.ts';
import { configured, control, episode, facts, finding, now, told, week } from './made.ts';

const waiver = (members: Partial<Waiver> = {}): Waiver => ({
  control: 'sagemaker/example',
  resource: '*',
  type: 'risk-accepted',
  reason: 'A test.',
  requester: 'Alice',
  approver: 'Bob',
  approved: null,
  until: week.until + days(100),
  ticket: null,
  ...members,
});

const digestOfFindings = (findings: Parameters<typeof finding>[], members = {}) =>
  digestOf(facts({ findings: findings.map((each) => finding(...each)), ...members }), everybody, week);

describe('how findings stand and move', () => {
  test.each([
    ['opened in the week', [episode(1)], { open: 1, opened: 1 }],
    ['opened before', [episode(-3)], { open: 1, before: 1 }],
    ['opened and mended in the week', [episode(1, 2)], { opened: 1, resolved: 1 }],
    ['mended in the week', [episode(-3, 2)], { before: 1, resolved: 1 }],
    ['over before the week', [episode(-3, -1)], {}],
    ['opened in its first moment', [episode(0)], { open: 1, opened: 1 }],
    ['mended in its first moment', [episode(-1, 0)], { before: 1, resolved: 1 }],
    ['mended in the first moment after it', [episode(1, 7)], { open: 1, opened: 1 }],
    ['opened in the first moment after it', [episode(7)], {}],
    ['opened again', [episode(-9, -8), episode(3)], { open: 1, reopened: 1 }],
    ['opened twice in the week', [episode(1, 2), episode(3, 4)], { opened: 1, reopened: 1, resolved: 2 }],
  ] as const)('%s', (_, episodes, { open = 0, before = 0, opened = 0, reopened = 0, resolved = 0 }: any) => {
    const { now: numbers, before: earlier } = digestOfFindings([[episodes]]);
    expect({
      open: sum(numbers.standing.open),
      before: sum(earlier.standing.open),
      ...numbers.moved,
      reasons: undefined,
    }).toEqual({ open, before, opened, reopened, resolved, reasons: undefined });
  });

  test('a finding that has forgotten its first stretches does not become new by that', () => {
    const { now: numbers } = digestOfFindings([[[episode(1)], { episodeCount: 25 }]]);
    expect(numbers.moved).toMatchObject({ opened: 0, reopened: 1 });
  });

  test('what stood, plus what opened, less what was resolved, is what stands: in each of five weeks', () => {
    const stretches = fc
      .uniqueArray(fc.integer({ min: -50 * 24, max: 9 * 24 }), { minLength: 1, maxLength: 12 })
      .map((moments) => moments.toSorted((a, b) => a - b).map((hour) => hour / 24))
      .map((moments) => moments.flatMap((from, index) => (index % 2 === 0 ? [episode(from, moments[index + 1])] : [])));
    fc.assert(
      fc.property(fc.array(stretches, { maxLength: 8 }), (all) => {
        const { weeks, now: last } = digestOfFindings(all.map((episodes) => [episodes]));
        for (const [index, { standing, moved }] of weeks.entries()) {
          const { standing: before } = weeks[index - 1] ?? { standing: undefined };
          if (!before) continue;
          expect(sum(before.open) + moved.opened + moved.reopened - moved.resolved).toBe(sum(standing.open));
        }
        expect(weeks.at(-1)).toEqual(last);
        expect(Object.values(last.moved.reasons).reduce((total, each) => total + each, 0)).toBe(last.moved.resolved);
      }),
    );
  });

  test('last week’s numbers are those that last week’s digest had, as long as nothing came late', () => {
    const findings = [
      finding([episode(-20, -12), episode(-5, 3)]),
      finding([episode(-6)], { severity: 'critical' }),
      finding([episode(-4, -2, 'deleted')], { severity: 'low' }),
      finding([episode(2)], { severity: 'medium' }),
    ];
    const last = weeksBefore(week, 1);
    const then = digestOf(facts({ findings, now: last.until + hours(7) }), everybody, last);
    const today = digestOf(facts({ findings, toldBefore: toldBy(then) }), everybody, week);
    expect(today.before).toEqual(then.now);
    expect(today.weeks.slice(0, -1).slice(-3)).toEqual(then.weeks.slice(-3));
    expect(today.corrected).toEqual([]);
    // A record that comes late changes what is known of that week, and the digest says so.
    const late = finding([episode(-3, 1)], { severity: 'critical' });
    const corrected = digestOf(facts({ findings: [...findings, late], toldBefore: toldBy(then) }), everybody, week);
    expect(corrected.corrected).toEqual([
      { name: 'critical and open', told: 1, now: 2 },
      { name: 'open', told: 2, now: 3 },
      { name: 'overdue', told: 1, now: 2 },
      { name: 'opened', told: 2, now: 3 },
    ]);
  });

  test('a week that is not over is told as far as it has come', () => {
    const { asOf, now: numbers } = digestOfFindings([[[episode(1)]], [[episode(5)]]], { now: week.since + days(3) });
    expect([asOf, sum(numbers.standing.open), numbers.moved.opened]).toEqual([week.since + days(3), 1, 2]);
  });

  test('time to resolve is of what somebody did something about', () => {
    const { now: numbers, weeks } = digestOfFindings([
      [[episode(1, 2)]],
      [[episode(1, 3, 'deleted')]],
      [[episode(-1, 5, 'acknowledged')]],
      [[episode(1, 6, 'lapsed')]],
      [[episode(0, 6, 'never-existed')]],
      [[episode(-40, 6, 'aged-out')]],
    ]);
    expect(numbers.mended).toEqual({ count: 3, mean: days(3), median: days(2) });
    expect(weeks.slice(0, -1).map(({ mended }) => mended)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('waivers and due dates', () => {
  test('a waived finding is open, is counted apart, and is never overdue', () => {
    const {
      now: numbers,
      open,
      overdue,
    } = digestOfFindings(
      [
        [[episode(-20)], { name: 'one' }],
        [[episode(-20)], { name: 'two' }],
      ],
      { configuration: configured({ waivers: [waiver({ resource: '*/one' })] }) },
    );
    expect([numbers.standing.open.high, numbers.standing.waived.high, numbers.standing.overdue.high]).toEqual([
      2, 1, 1,
    ]);
    expect(overdue.listed.map(({ resource }) => resource.name)).toEqual(['two']);
    expect(open.list).toEqual({ listed: [], more: 0 });
  });
  test('a waiver that was approved in the week did not hold before it', () => {
    const { now: numbers, before } = digestOfFindings([[[episode(-20)]]], {
      configuration: configured({ waivers: [waiver({ resource: '*', approved: week.since + days(1) })] }),
    });
    expect([before.standing.waived.high, numbers.standing.waived.high]).toEqual([0, 1]);
  });
  test('those that end within 14 days or have ended are lists, with what they cover', () => {
    const at = (resource: string, day: number) => waiver({ resource, until: week.until + days(day) });
    const { waivers } = digestOfFindings([[[episode(-2)], { name: 'one' }]], {
      configuration: configured({
        waivers: [at('*/one', 14), at('*/two', 15), at('*/one', -1), waiver({ control: 'no/such', resource: '*/one' })],
      }),
    });
    expect(waivers.inForce).toBe(3);
    expect(waivers.ending.listed.map(({ resource, covers }) => [resource, covers])).toEqual([['*/one', 1]]);
    expect(waivers.expired.listed.map(({ covers }) => covers)).toEqual([1]);
    expect(waivers.notes.map((note) => note.replace(/^the waiver of /, ''))).toEqual([
      'sagemaker/example for */two covers no finding',
      'no/such for */one names no control that there is',
    ]);
  });
  test('a control is waived under its former name, too', () => {
    const renamed = control('sagemaker/example', {}, { aliases: ['formerly'] });
    const { now: numbers } = digestOfFindings([[[episode(-2)]]], {
      controls: [renamed],
      configuration: configured({ waivers: [waiver({ control: 'formerly', resource: '*' })] }),
    });
    expect(numbers.standing.waived.high).toBe(1);
  });
  test.each([
    ['critical', 0, 1],
    ['high', -0.5, 1],
    ['high', 0.5, 0],
    ['low', -80, 0],
    ['low', -90, 1],
  ] as const)('%s, opened %s days after the week began: %s overdue', (severity, day, overdue) => {
    const { now: numbers } = digestOfFindings([[[episode(day)], { severity }]]);
    expect(numbers.standing.overdue[severity]).toBe(overdue);
  });
});

describe('frameworks', () => {
  const controls = [
    control('a/one', { 'aws-fsbp': ['SageMaker.1', 'SageMaker.2'] as never }),
    control('a/two', { 'aws-fsbp': ['SageMaker.2', 'SageMaker.3'] as never }),
    control('a/three', { 'aws-fsbp': ['SageMaker.4'] as never }),
  ];
  const undecided = (controlId: string) => ({
    controlId,
    resource: finding([]).resource,
    missing: ['rootAccess'],
  });
  const line = (members: Parameters<typeof facts>[0]) =>
    digestOf(facts({ controls, configuration: configured({ frameworks: ['aws-fsbp'] }), ...members }), everybody, week)
      .frameworks[0];

  test('a requirement counts once, as the worst that is known of it', () => {
    const found = line({
      findings: [finding([episode(-3)], { controlId: 'a/two' }), finding([episode(-3)], { controlId: 'a/two' })],
      undecided: told([undecided('a/one'), undecided('a/two')]),
    });
    expect(found?.now).toMatchObject({ failing: 2, unknown: 1, waived: 0, quiet: 1, supported: 4 });
    expect(found?.worst.map(({ id, findings }) => [id, findings])).toEqual([
      ['SageMaker.2', 2],
      ['SageMaker.3', 2],
    ]);
    expect(found?.before).toMatchObject({ failing: 2, unknown: undefined, quiet: undefined, supported: 4 });
  });
  test('under a waiver it is waived, not failing, and not quiet', () => {
    const waivers = [waiver({ control: 'a/two', resource: '*' })];
    const found = line({
      findings: [finding([episode(-3)], { controlId: 'a/two' })],
      configuration: configured({ frameworks: ['aws-fsbp'], waivers }),
    });
    expect(found?.now).toMatchObject({ failing: 0, unknown: 0, waived: 2, quiet: 2 });
  });
  test('what cannot be asked is not known to be nothing', () => {
    const found = line({ undecided: { kind: 'unknown', reason: 'not asked' } });
    expect(found?.now).toMatchObject({ failing: 0, unknown: undefined, quiet: undefined, supported: 4 });
  });
  test('what was unknown a week before is what the digest told then', () => {
    const last = digestOf(
      facts({
        controls,
        now: week.since + hours(7),
        configuration: configured({ frameworks: ['aws-fsbp'] }),
        undecided: told([undecided('a/one')]),
      }),
      everybody,
      weeksBefore(week, 1),
    );
    expect(line({ toldBefore: toldBy(last) })?.before.unknown).toBe(2);
    expect(line({ toldBefore: { ...toldBy(last), week: '2026-W30' } })?.before.unknown).toBeUndefined();
  });
  test('all frameworks, where none is named; supported and without a control are all that is listed', () => {
    const { frameworks } = digestOf(facts({ controls }), everybody, week);
    expect(frameworks).toHaveLength(9);
    for (const { now: counts } of frameworks) {
      const { failing, unknown = 0, waived, quiet = 0, supported } = counts;
      expect(failing + unknown + waived + quiet).toBe(supported);
    }
  });
});

describe('who reads it', () => {
  const findings = [
    finding([episode(1)], { account: '111122223333', placement: { environment: 'prod', dataClass: null, owner: 'a' } }),
    finding([episode(1)], { account: '444455556666', placement: { environment: 'dev', dataClass: null, owner: 'b' } }),
    finding([episode(1)], { account: '444455556666' }),
  ];
  test.each([
    [{ accounts: [], owners: [] }, 3],
    [{ accounts: ['444455556666'], owners: [] }, 2],
    [{ accounts: [], owners: ['a'] }, 1],
    [{ accounts: ['444455556666'], owners: ['a'] }, 0],
    [{ accounts: ['444455556666'], owners: ['a', 'b'] }, 1],
  ])('%o: %s findings', (readers, open) => {
    const digest = digestOf(
      facts({ findings, accounts: ['111122223333', '444455556666'] }),
      { name: 'some', ...readers },
      week,
    );
    expect([sum(digest.now.standing.open), digest.opened.listed.length]).toEqual([open, open]);
    const { accounts } = readers;
    expect(digest.scope.accounts.listed).toHaveLength(accounts.length === 0 ? 2 : accounts.length);
  });
  test('hears of the waivers and silent places that are theirs', () => {
    const digest = digestOf(
      facts({
        findings,
        configuration: configured({ waivers: [waiver({ resource: '*444455556666*', until: week.until + days(2) })] }),
        health: { ...facts().health, silent: told([{ account: '444455556666', region: 'eu-west-1' }]) },
      }),
      { name: 'a', accounts: ['111122223333'], owners: [] },
      week,
    );
    expect([digest.waivers.inForce, digest.waivers.ending.listed]).toEqual([0, []]);
    expect(digest.health.silent).toEqual(told([]));
  });
});

describe('what stands out', () => {
  test('noisy controls, risky hands, workloads', () => {
    const run = { arn: 'a', name: 'job', at: week.since + days(2) };
    const digest = digestOfFindings(
      [
        [[episode(1, undefined, 'mended', 'alice')], { name: 'x', severity: 'medium' }],
        [[episode(2, undefined, 'mended', 'alice')], { name: 'y', severity: 'medium' }],
        [[episode(3, 4, 'mended', 'bob')], { name: 'y', severity: 'critical', controlId: 'a/one' }],
        [[episode(-30, undefined, 'mended', 'carol')], { name: 'z', severity: 'critical' }],
        [[episode(1)], { name: 'sweep', controlId: 'a/one', severity: 'low', count: 240, runs: [run] }],
      ],
      { controls: [control('sagemaker/example'), control('a/one')] },
    );
    expect(digest.noisiest.listed.map(({ controlId, opened, resources }) => [controlId, opened, resources])).toEqual([
      ['a/one', 2, 2],
      ['sagemaker/example', 2, 2],
    ]);
    expect(digest.actors.listed.map(({ name, opened }) => [name, opened.critical, opened.medium])).toEqual([
      ['bob', 1, 0],
      ['alice', 0, 2],
    ]);
    expect(digest.workloads.listed).toMatchObject([{ name: 'sweep', findings: 1, runs: 240, lastRun: run.at }]);
  });
  test('what is unknown for the same reason is one line; a lacking permission hides much, and comes first', () => {
    const resource = (name: string) => finding([], { name }).resource;
    const { unknown } = digestOfFindings([], {
      controls: [control('a/one'), control('a/two')],
      undecided: told([
        { controlId: 'a/one', resource: resource('x'), missing: ['rootAccess'] },
        { controlId: 'a/one', resource: resource('y'), missing: ['rootAccess'] },
        {
          controlId: 'a/two',
          resource: resource('x'),
          missing: ['kmsKey'],
          permission: 'kms:DescribeKey',
          reason: 'denied',
        },
        {
          controlId: 'a/one',
          resource: resource('z'),
          missing: ['policy'],
          permission: 'kms:DescribeKey',
          reason: 'denied',
        },
        { controlId: 'off/one', resource: resource('x'), missing: ['rootAccess'] },
      ]),
    });
    if (unknown.kind === 'unknown') throw new Error(unknown.reason);
    expect(unknown.value.pairs).toBe(4);
    expect(
      unknown.value.lines.listed.map(({ permission, missing, pairs, controls, resources }) => [
        permission,
        missing,
        pairs,
        controls.length,
        resources,
      ]),
    ).toEqual([
      ['kms:DescribeKey', 'kmsKey, policy', 2, 2, 2],
      [undefined, 'rootAccess', 2, 1, 2],
    ]);
  });
  test('exposures are told by name; what is only heard of late counts where it began', () => {
    const over = finding([episode(1, 2)]);
    const late = finding([episode(-3)]);
    const digest = digestOf(
      facts({
        findings: [over, late],
        exposures: [
          {
            id: 't',
            findingId: over.id,
            openedAt: over.episodes[0]?.openedAt ?? 0,
            resolvedAt: over.episodes[0]?.resolvedAt ?? 0,
          },
        ],
        heardLate: [late.id],
      }),
      everybody,
      week,
    );
    expect(digest.exposures.listed.map(({ findingId }) => findingId)).toEqual([over.id]);
    expect([digest.heardLate, digest.now.moved.opened, sum(digest.before.standing.open)]).toEqual([1, 1, 1]);
  });
  test('a control that is off counts nowhere', () => {
    const digest = digestOfFindings([[[episode(1)], { controlId: 'off/one' }]], { switchedOff: ['off/one'] });
    expect([sum(digest.now.standing.open), digest.scope.switchedOff]).toEqual([0, ['off/one']]);
  });
  test('no reports of AWS’s side where its console is not known', () => {
    const of = (partition: string) => digestOf(facts({ partition }), everybody, week).artifact?.url;
    expect([of('aws'), of('aws-us-gov'), of('aws-cn')]).toEqual([
      'https://console.aws.amazon.com/artifact/',
      'https://console.amazonaws-us-gov.com/artifact/',
      undefined,
    ]);
  });
  test('the same facts give the same digest, down to the last number', () => {
    const make = () =>
      digestOf(
        facts({ findings: [finding([episode(1)], { id: 'a' }), finding([episode(1)], { id: 'b' })] }),
        everybody,
        week,
      );
    expect(make()).toEqual(make());
    expect([now > week.until, defaultConfiguration.dueDays.high]).toEqual([true, 7]);
  });
});
