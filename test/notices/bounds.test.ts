import { expect, test } from 'vitest';
import { boundsOf, webAddress } from '../../shared/notices/channels/bounds.ts';
import { timeIn } from '../../shared/notices/channels/words.ts';
import { toldAt } from './notices.ts';

test.each([
  ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['https://example.com/a b|c', 'https://example.com/a%20b%7Cc'],
  ['https://example.com/"><script>', 'https://example.com/%22%3E%3Cscript%3E'],
  ['http://example.com/', undefined],
  ['javascript:alert(1)', undefined],
  ['https://user:password@example.com/', undefined],
  ['//example.com', undefined],
  [`https://example.com/${'x'.repeat(3_000)}`, undefined],
])('only whole addresses of the web are links: %s', (url, address) => expect(webAddress(url)).toBe(address));

test.each([
  ['Europe/Berlin', '2026-11-02 10:26 CET'],
  ['UTC', '2026-11-02 09:26 UTC'],
  ['Asia/Kathmandu', '2026-11-02 15:11 GMT+5:45'],
  ['Nowhere/At-all', '2026-11-02 09:26 UTC'],
])('the time in %s', (zone, expected) => expect(timeIn(toldAt, zone)).toBe(expected));

test('blank lines do not push away what comes after them', () => {
  expect(boundsOf(1).block('a\n'.repeat(1_000)).split('\n').length).toBe(61);
  expect(boundsOf(1).command('true\n'.repeat(1_000))).toBeUndefined();
});
