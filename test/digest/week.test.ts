import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours, isoOf } from '../../shared/core/instant.ts';
import { weekNamed, weekOf, weeksBefore } from '../../shared/digest/week.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland', 'Asia/Kolkata', 'Africa/Cairo'];

describe('a week', () => {
  test.each([
    ['2026-11-15T23:59:59Z', 'UTC', '2026-W46', '2026-11-09T00:00:00Z', '2026-11-16T00:00:00Z'],
    ['2026-11-16T00:00:00Z', 'UTC', '2026-W47', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z'],
    ['2026-11-15T23:30:00Z', 'Europe/Berlin', '2026-W47', '2026-11-15T23:00:00Z', '2026-11-22T23:00:00Z'],
    // Clocks go back within it: it has an hour more.
    ['2026-10-25T12:00:00Z', 'Europe/Berlin', '2026-W43', '2026-10-18T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['2026-11-16T07:00:00Z', 'America/Los_Angeles', '2026-W46', '2026-11-09T08:00:00Z', '2026-11-16T08:00:00Z'],
    // It belongs to the year of its Thursday.
    ['2027-01-01T12:00:00Z', 'UTC', '2026-W53', '2026-12-28T00:00:00Z', '2027-01-04T00:00:00Z'],
    ['2024-12-30T12:00:00Z', 'UTC', '2025-W01', '2024-12-30T00:00:00Z', '2025-01-06T00:00:00Z'],
  ])('that %s in %s is in is %s', (at, timeZone, name, since, until) => {
    const week = weekOf(Date.parse(at), timeZone);
    expect([week.name, isoOf(week.since), isoOf(week.until)]).toEqual([name, since, until]);
  });
  test.each([
    ['2026-W46', '2026-11-09T00:00:00Z'],
    ['2026-W53', '2026-12-28T00:00:00Z'],
    ['2020-W01', '2019-12-30T00:00:00Z'],
    ['2025-W53', undefined],
    ['2026-W00', undefined],
    ['2026-W54', undefined],
    ['2026-46', undefined],
    ['', undefined],
  ])('called %s begins %s', (name, since) => {
    const week = weekNamed(name, 'UTC');
    expect(week && isoOf(week.since)).toBe(since);
  });
  test('follows the last one without a gap, has its moments and its name, in every time zone', () => {
    const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (at, timeZone) => {
        const week = weekOf(at, timeZone);
        expect(week.since <= at && at < week.until).toBe(true);
        expect(Math.abs(week.until - week.since - days(7))).toBeLessThanOrEqual(hours(1));
        expect(weeksBefore(week, 1).until).toBe(week.since);
        expect(weeksBefore(weeksBefore(week, 1), -1)).toEqual(week);
        expect(weekNamed(week.name, timeZone)).toEqual(week);
      }),
    );
  });
});
