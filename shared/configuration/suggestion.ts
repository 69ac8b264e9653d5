const folded = (word: string): string => word.toLowerCase().replaceAll(/[-_\s]/g, '');

/** How many letters have to be put in, taken out, changed or swapped with their neighbour to come from one to the other. */
const distanceOf = (a: string, b: string): number => {
  let [last, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (last[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [last, row] = [row, next];
  }
  return row[b.length] ?? 0;
};

const longestWord = 200;

/** The known word that somebody probably meant; undefined when none is near. */
export const suggestion = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > longestWord) return;
  const wanted = folded(word);
  let best: { word: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = distanceOf(wanted, folded(candidate));
    const near = distance <= Math.max(1, Math.floor(Math.min(wanted.length, candidate.length) / 3));
    if (near && (!best || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word;
};

/** `, did you mean "accounts"?`, or nothing. */
export const didYouMean = (word: string, known: Iterable<string>): string => {
  const meant = suggestion(word, known);
  return meant === undefined ? '' : `, did you mean "${meant}"?`;
};
