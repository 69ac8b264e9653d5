import { describe, expect, test } from 'vitest';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { days, hours } from '../../shared/core/instant.ts';
import { sum } from '../../shared/digest/counting.ts';
import { digestOf, toldBy } from '../../shared/digest/digest-of.ts';
import { everybody } from '../../shared/digest/facts.ts';
import { weeksBefore } from '../../shared/digest/week.ts';
import { digestOfFindings, waiver } from './made-digests.ts';
import { configured, control, episode, facts, finding, now, told, week } from './made.ts';

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
  test.each([
    ['whom the tag or the account names, in any letter case', ['A'], ['a']],
    ['whom the configuration names for who did it', ['people'], ['people']],
    ['whom it names for what nobody else answers for', ['Security'], ['security']],
    ['nobody', ['nobody'], []],
  ])('%s', (_, owners, named) => {
    const by = (name: string) => finding([episode(1, undefined, undefined, name)]);
    const digest = digestOf(
      facts({
        findings: [...findings.slice(0, 1), by('alice'), by('bob')],
        configuration: configured({
          notices: {
            ...defaultConfiguration.notices,
            ownersOfActors: [{ actor: 'arn:aws:iam::111122223333:user/alice', owner: 'people' }],
            defaultOwner: 'security',
          },
        }),
      }),
      { name: 'some', accounts: [], owners },
      week,
    );
    expect(digest.opened.listed.map(({ owner }) => owner)).toEqual(named);
    expect(digest.open.byOwner.listed.map(({ name }) => name)).toEqual(named);
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
