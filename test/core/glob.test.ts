import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { caselessGlobMatches, globMatches, isGlob } from '../../shared/core/glob.ts';

test.each([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'arn:aws:s3:::a/b', true],
  ['**', 'x', true],
  ['?', 'a', true],
  ['?', '', false],
  ['a', 'A', false],
  ['a*c', 'abc', true],
  ['a*c', 'ac', true],
  ['a*c', 'ab', false],
  ['ab*ba', 'aba', false],
  ['ab*ba', 'abba', true],
  ['a?c', 'abc', true],
  ['*a?', 'xxab', true],
  ['*b?*d', 'abcbd', true],
  ['*.*', 'a.b', true],
  ['a.c', 'abc', false],
  ['[a]', 'a', false],
  ['*aab*', 'aaaab', true],
  [
    'arn:aws:sagemaker:*:111122223333:notebook-instance/*',
    'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/a',
    true,
  ],
  [
    'arn:aws:sagemaker:*:111122223333:notebook-instance/*',
    'arn:aws:sagemaker:eu-west-1:444455556666:notebook-instance/a',
    false,
  ],
])('%j matches %j: %s', (pattern, text, matches) => {
  expect(globMatches(pattern, text)).toBe(matches);
});

test('letter case counts only where it is asked to', () => {
  expect(globMatches('Role/*', 'role/a')).toBe(false);
  expect(caselessGlobMatches('Role/*', 'rOLE/a')).toBe(true);
});

test('a pattern is what has a * or a ?', () => {
  expect(['a', 'a*', 'a?'].map(isGlob)).toEqual([false, true, true]);
});

/** The definition, without any thought of speed. */
const naive = (pattern: string, text: string): boolean => {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return naive(pattern.slice(1), text) || (text !== '' && naive(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && naive(pattern.slice(1), text.slice(1));
};

test('it agrees with the definition', () => {
  const few = (letters: string, maxLength: number) =>
    fc.array(fc.constantFrom(...letters.split('')), { maxLength }).map((parts) => parts.join(''));

  fc.assert(
    fc.property(few('ab*?', 9), few('ab', 10), (pattern, text) => {
      expect(globMatches(pattern, text)).toBe(naive(pattern, text));
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['many stars', `${'a*'.repeat(20_000)}b`, 'a'.repeat(100_000)],
  ['a piece that nearly fits everywhere', `*${'a'.repeat(50_000)}b*`, 'a'.repeat(100_000)],
  ['pieces that nearly fit', `*${`${'a'.repeat(100)}b*`.repeat(300)}`, 'a'.repeat(100_000)],
])('a hostile pattern costs no more than its length: %s', (_, pattern, text) => {
  const start = performance.now();

  expect(globMatches(pattern, text)).toBe(false);
  expect(performance.now() - start).toBeLessThan(500);
});
