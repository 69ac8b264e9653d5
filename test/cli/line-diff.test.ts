import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineDiff, withContext, type DiffLine } from '../../cli/line-diff.ts';

const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));
const joined = (lines: readonly DiffLine[], without: DiffLine['kind']) =>
  lines.flatMap(({ kind, text }) => (kind === without ? [] : [`${text}\n`])).join('');

/** The length of the longest common subsequence, by trying everything. */
const common = (a: readonly string[], b: readonly string[]): number => {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  const at = b.indexOf(first);
  return Math.max(common(rest, b), at < 0 ? 0 : 1 + common(rest, b.slice(at + 1)));
};

test('what is left is the one text, what is put in makes the other, and no line more than needed is changed', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const lines = lineDiff(before, after);
      expect([joined(lines, 'added'), joined(lines, 'removed')]).toEqual([before, after]);
      const [a, b] = [before, after].map((text) => text.split('\n').slice(0, -1)) as [string[], string[]];
      expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(common(a, b));
    }),
  );
});

test('only what is near a change is shown, with a mark where lines are left out', () => {
  const before = Array.from({ length: 20 }, (_, index) => `${index}\n`).join('');
  const shown = withContext(lineDiff(before, before.replace('10\n', 'ten\n')), 2);
  expect(shown.map((each) => each?.text)).toEqual([undefined, '8', '9', '10', 'ten', '11', '12', undefined]);
  expect(withContext(lineDiff(before, before))).toEqual([]);
});
