import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { agoText, dayText, momentText } from '../../../shared/notices/content/moment.ts';

const at = Date.parse('2026-11-02T23:14:59Z');

test.each<[number, string, string]>([
  [at, 'UTC', '2026-11-02 23:14 UTC'],
  [at, 'Europe/Berlin', '2026-11-03 00:14 UTC+01:00'],
  [Date.parse('2026-07-01T10:00:00Z'), 'Europe/Berlin', '2026-07-01 12:00 UTC+02:00'],
  [at, 'Asia/Kolkata', '2026-11-03 04:44 UTC+05:30'],
  [at, 'America/Los_Angeles', '2026-11-02 15:14 UTC-08:00'],
  // Twice the same hour, when clocks are set back: the offset tells them apart.
  [Date.parse('2026-10-25T00:30:00Z'), 'Europe/Berlin', '2026-10-25 02:30 UTC+02:00'],
  [Date.parse('2026-10-25T01:30:00Z'), 'Europe/Berlin', '2026-10-25 02:30 UTC+01:00'],
  [at, 'Middle/Earth', '2026-11-02 23:14 UTC'],
  [Number.NaN, 'UTC', 'a moment that is not known'],
  [9e15, 'UTC', 'a moment that is not known'],
])('%d in %s is %s', (moment, timeZone, expected) => expect(momentText(moment, timeZone)).toBe(expected));

test('a day is the day of the reader', () => {
  expect(dayText(at, 'Europe/Berlin')).toBe('2026-11-03');
  expect(dayText(at, 'America/Los_Angeles')).toBe('2026-11-02');
});

test.each<[number, string]>([
  [0, 'just now'],
  [999, 'just now'],
  [59_000, '59 s ago'],
  [7_500_000, '2 h 5 min ago'],
  [-3 * 86_400_000, 'in 3 d'],
  [Number.NaN, 'at a moment that is not known'],
])('%d ms', (passed, expected) => expect(agoText(at - passed, at)).toBe(expected));

test('no moment and no zone breaks it', () =>
  fc.assert(
    fc.property(fc.double(), fc.string(), (moment, zone) => {
      expect(momentText(moment, zone).length).toBeLessThan(60);
      expect(agoText(moment, at).length).toBeLessThan(60);
    }),
  ));
