import { describe, expect, test } from 'vitest';
import { durationOf, parseSource, parseTime, periodOf } from '../../shared/app/sources.ts';
import { days, hours } from '../../shared/core/instant.ts';

describe('what a source is', () => {
  test.for([
    ['logs', { kind: 'files', named: 'logs' }],
    ['./lookup:90d', { kind: 'files', named: './lookup:90d' }],
    ['logs/**/*.json.gz', { kind: 'files', named: 'logs/**/*.json.gz' }],
    ['/tmp/a:b', { kind: 'files', named: '/tmp/a:b' }],
    ['lookups.json', { kind: 'files', named: 'lookups.json' }],
    ['-', { kind: 'stdin' }],
    ['s3://my-trail', { kind: 's3', bucket: 'my-trail', prefix: '' }],
    ['s3://my-trail/', { kind: 's3', bucket: 'my-trail', prefix: '' }],
    ['s3://my.trail/AWSLogs/1', { kind: 's3', bucket: 'my.trail', prefix: 'AWSLogs/1' }],
    ['lookup:90d', { kind: 'lookup', back: days(90) }],
    ['lookup:12h', { kind: 'lookup', back: hours(12) }],
    ['lookup:2w', { kind: 'lookup', back: days(14) }],
  ] as const)('%s', ([text, form]) => {
    expect(parseSource(text)).toEqual(form);
  });

  test.for([
    ['', 'an empty text names no source'],
    ['s3:my-trail', 's3:my-trail: a bucket is written s3://bucket/prefix'],
    ['s3:///x', 's3:///x: a bucket is written s3://bucket/prefix'],
    ['S3://My_Trail/x', 'S3://My_Trail/x: a bucket is written s3://bucket/prefix'],
    ['lookup', 'lookup: LookupEvents is written lookup:90d, lookup:7d or lookup:12h'],
    ['lookup:', 'lookup:: LookupEvents is written lookup:90d, lookup:7d or lookup:12h'],
    ['lookup:0d', 'lookup:0d: LookupEvents is written lookup:90d, lookup:7d or lookup:12h'],
    ['lookup:90', 'lookup:90: LookupEvents is written lookup:90d, lookup:7d or lookup:12h'],
    ['lookup:120d', 'lookup:120d: LookupEvents reaches back at most 90 days: lookup:90d'],
    ['https://x/y', 'https://x/y: a source is a file, a folder, a glob, -, s3://bucket/prefix or lookup:90d'],
  ] as const)('%s is refused', ([text, message]) => {
    expect(() => parseSource(text)).toThrow(message);
  });
});

test.for([
  ['30m', hours(0.5)],
  ['24h', days(1)],
  ['7d', days(7)],
  ['7', undefined],
  ['-7d', undefined],
  ['7D', undefined],
  ['1.5h', undefined],
] as const)('%s lasts %s ms', ([text, length]) => {
  expect(durationOf(text)).toBe(length);
});

describe('times', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  test.for([
    ['2026-03-01', '2026-03-01T00:00:00Z'],
    ['2026-03-01T08:30', '2026-03-01T08:30:00Z'],
    ['2026-03-01 08:30:05', '2026-03-01T08:30:05Z'],
    ['2026-03-01T08:30:05.123Z', '2026-03-01T08:30:05Z'],
    ['2026-03-01t08:30:05z', '2026-03-01T08:30:05Z'],
    ['2026-03-01T00:30:00+02:00', '2026-02-28T22:30:00Z'],
    ['2026-03-01T00:30:00-0530', '2026-03-01T06:00:00Z'],
    ['24h', '2026-03-09T12:00:00Z'],
    ['7d', '2026-03-03T12:00:00Z'],
  ] as const)('%s is %s', ([text, iso]) => {
    expect(parseTime(text, now)).toBe(Date.parse(iso));
  });

  test.for(['yesterday', '2026-02-30', '2026-13-01', '2026-3-1', '2026-03-01T25:00:00Z', '2026-03-01T08', ''])(
    '%j is none',
    (text) => {
      expect(() => parseTime(text, now)).toThrow('is no time: write 2026-03-01, 2026-03-01T08:00:00Z, 24h or 7d');
    },
  );

  test('a period is open where nothing is said', () => {
    expect(periodOf({}, now)).toBeUndefined();
    expect(periodOf({ since: '1d' }, now)).toEqual({ since: now - days(1), until: Infinity });
    expect(periodOf({ until: '1d' }, now)).toEqual({ since: -Infinity, until: now - days(1) });
    expect(() => periodOf({ since: '1d', until: '2d' }, now)).toThrow('nothing lies between --since 1d and --until 2d');
  });
});
