/** A line of one text or the other, or of both. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

const linesOf = (text: string): string[] => {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** How many lines two texts have in common, from each pair of places on: the table that the shortest way is read from. */
const commonFrom = (before: readonly string[], after: readonly string[]): Uint32Array[] => {
  const common = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = common[i]!;
      const next = common[i + 1]!;
      row[j] = before[i] === after[j] ? next[j + 1]! + 1 : Math.max(next[j]!, row[j + 1]!);
    }
  }
  return common;
};

const changed = (before: readonly string[], after: readonly string[]): DiffLine[] => {
  const common = commonFrom(before, after);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ kind: 'same', text: before[i]! });
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ kind: 'removed', text: before[i++]! });
    } else lines.push({ kind: 'added', text: after[j++]! });
  }
  return lines;
};

/** What has to be taken from one text and put into it to make it the other, with as few lines as can be. */
export const lineDiff = (before: string, after: string): readonly DiffLine[] => {
  const [a, b] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }));
  return [
    ...same(a.slice(0, start)),
    ...changed(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ];
};

/** The changed lines, with some before and after each; undefined stands where lines are left out. */
export const withContext = (lines: readonly DiffLine[], around = 3): readonly (DiffLine | undefined)[] => {
  const isShown = lines.map(() => false);
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    for (let near = Math.max(0, index - around); near <= Math.min(lines.length - 1, index + around); near++) {
      isShown[near] = true;
    }
  }
  return lines.flatMap((each, index) => {
    if (isShown[index]) return [each];
    return isShown[index - 1] || (index === 0 && isShown.includes(true)) ? [undefined] : [];
  });
};
