import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentsOf } from '../../shared/configuration/date.ts';
import { didYouMean, suggestion } from '../../shared/configuration/suggestion.ts';
import { networkOf } from '../../shared/configuration/values.ts';

const known = ['accounts', 'tags', 'trusted_accounts', 'networks'];

test.each([
  ['acounts', 'accounts'],
  ['acconuts', 'accounts'],
  ['Accounts', 'accounts'],
  ['trusted-accounts', 'trusted_accounts'],
  ['trustedAccounts', 'trusted_accounts'],
  ['tag', 'tags'],
  ['waivers', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('%j is taken for %j', (word, meant) => {
  expect(suggestion(word, known)).toBe(meant);
});

test('it asks, or says nothing', () => {
  expect(didYouMean('acounts', known)).toBe(', did you mean "accounts"?');
  expect(didYouMean('zebra', known)).toBe('');
});

test('a word that is known is taken for itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{3,12}$/), { minLength: 1 }), (words) => {
      expect(suggestion(words[0] ?? '', words)).toBe(words[0]);
    }),
  );
});

test.each([
  ['2027-06-30', '2027-06-30T00:00:00.000Z', '2027-06-30T23:59:59.999Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z', '2028-02-29T23:59:59.999Z'],
  ['2027-06-30T10:00:00Z', '2027-06-30T10:00:00.000Z', '2027-06-30T10:00:00.000Z'],
  ['2027-06-30T10:00+02:00', '2027-06-30T08:00:00.000Z', '2027-06-30T08:00:00.000Z'],
])('%s is a moment', (text, first, last) => {
  expect(momentsOf(text)).toEqual({ first: Date.parse(first), last: Date.parse(last) });
});

test.each([
  '',
  '2027-02-29',
  '2027-6-30',
  '30.06.2027',
  '2027-06-30T25:00:00Z',
  '2027-06-30T10:00:00',
  '2027-02-30T10:00Z',
  'soon',
])('%j is none', (text) => {
  expect(momentsOf(text)).toBeUndefined();
});

test.each([
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['203.0.113.7', '203.0.113.7/32'],
  ['2001:DB8::/32', '2001:db8::/32'],
  ['::1', '::1/128'],
  ['10.0.0.0/0', undefined],
  ['10.0.0.0/08', undefined],
  ['10.0.0.0/33', undefined],
  ['10.0.0.0/8/8', undefined],
  ['10.0.0.0/', undefined],
  ['010.0.0.1', undefined],
  ['fe80::1%eth0', undefined],
  ['2001:db8::/129', undefined],
  ['example.org', undefined],
])('network %s', (written, network) => {
  expect(networkOf(written)).toBe(network);
});
