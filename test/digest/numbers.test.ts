import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours } from '../../shared/core/instant.ts';
import { sum } from '../../shared/digest/counting.ts';
import { digestOf, toldBy } from '../../shared/digest/digest-of.ts';
import { everybody } from '../../shared/digest/facts.ts';
import { weeksBefore } from '../../shared/digest/week.ts';
import { digestOfFindings, waiver } from './made-digests.ts';
import { configured, control, episode, facts, finding, week } from './made.ts';

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

test('what people agreed on counts: who mends it, in which ticket, and by when', () => {
  const link = { ticket: 'SEC-7', assignee: 'dana', dueAt: week.until + days(3) };
  const digest = digestOf(
    facts({ findings: [finding([episode(-20)], { link }), finding([episode(-20)], { name: 'two' })] }),
    everybody,
    week,
  );
  expect(digest.overdue.listed.map(({ resource }) => resource.name)).toEqual(['two']);
  expect(digest.open.list.listed).toMatchObject([{ ticket: 'SEC-7', assignee: 'dana', dueAt: week.until + days(3) }]);
  expect(digest.open.list.listed[0]?.resource.url).toMatch(/^https:\/\/.*console\.aws\.amazon\.com\//);
});
