/** Whether a text is a pattern: without `*` and `?` it names one thing. */
export const isGlob = (text: string): boolean => text.includes('*') || text.includes('?');

const matchesAt = (text: string, piece: string, at: number): boolean => {
  for (let index = 0; index < piece.length; index++) {
    if (piece[index] !== '?' && piece[index] !== text[at + index]) return false;
  }
  return true;
};

/** For each length of a beginning of the piece: how much of that beginning is also its end (Knuth, Morris, Pratt). */
const overlapsOf = (piece: string): Uint32Array => {
  const overlaps = new Uint32Array(piece.length);
  let overlap = 0;
  for (let index = 1; index < piece.length; index++) {
    while (overlap > 0 && piece[index] !== piece[overlap]) overlap = overlaps[overlap - 1] ?? 0;
    if (piece[index] === piece[overlap]) overlap++;
    overlaps[index] = overlap;
  }
  return overlaps;
};

const indexOfLiteral = (text: string, piece: string, from: number, end: number): number => {
  const overlaps = overlapsOf(piece);
  let matched = 0;
  for (let index = from; index < end; index++) {
    while (matched > 0 && text[index] !== piece[matched]) matched = overlaps[matched - 1] ?? 0;
    if (text[index] === piece[matched]) matched++;
    if (matched === piece.length) return index - piece.length + 1;
  }
  return -1;
};

const indexOfPiece = (text: string, piece: string, from: number, end: number): number => {
  if (piece === '') return from;
  if (!piece.includes('?')) return indexOfLiteral(text, piece, from, end);
  for (let at = from; at + piece.length <= end; at++) if (matchesAt(text, piece, at)) return at;
  return -1;
};

/**
 * Whether a pattern matches the whole of a text: `*` is any characters, also none and also `/` and `:`; `?` is one.
 * Patterns come from records too, so no pattern may cost much: what stands between two `*` is sought once, from the left,
 * in linear time (a piece with `?` in it costs its length times the text's). Never a RegExp.
 */
export const globMatches = (pattern: string, text: string): boolean => {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return first.length === text.length && matchesAt(text, first, 0);
  const end = text.length - last.length;
  if (end < first.length || !matchesAt(text, first, 0) || !matchesAt(text, last, end)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = indexOfPiece(text, piece, at, end);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
};

/** The same whatever the letter case. */
export const caselessGlobMatches = (pattern: string, text: string): boolean =>
  globMatches(pattern.toLowerCase(), text.toLowerCase());
