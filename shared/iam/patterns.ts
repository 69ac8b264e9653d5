import { effort } from './effort.ts';

/** Stand for a star and a question mark that mean themselves: `${*}`, `${?}`, and those in the value of a variable. */
export const literalStar = '\uE000';
export const literalMark = '\uE001';

const star = 42;
const mark = 63;

/** Few patterns are long: what it costs to go through one that is counts, however short the text is that it is tried on. */
const counted = (pattern: string): void => {
  if (pattern.length > 256) effort(pattern.length >> 3);
};

/**
 * A pattern in the one form of all that mean the same: in a run of wildcards the question marks stand first, then one star
 * (`*?*?` is `??*`).
 */
export const canonical = (pattern: string): string => {
  counted(pattern);
  if (!pattern.includes('**') && !pattern.includes('*?')) return pattern;
  const parts: string[] = [];
  for (let at = 0; at < pattern.length;) {
    let end = at;
    let marks = 0;
    while (end < pattern.length && (pattern.charCodeAt(end) === star || pattern.charCodeAt(end) === mark)) {
      if (pattern.charCodeAt(end) === mark) marks++;
      end++;
    }
    if (end > at) parts.push('?'.repeat(marks), end - at > marks ? '*' : '');
    at = end;
    while (end < pattern.length && pattern.charCodeAt(end) !== star && pattern.charCodeAt(end) !== mark) end++;
    parts.push(pattern.slice(at, end));
    at = end;
  }
  return parts.join('');
};

/** Whether a text has a wildcard. */
export const hasWildcard = (pattern: string): boolean => pattern.includes('*') || pattern.includes('?');

const fewestCharacters = (pattern: string): number => {
  let count = 0;
  for (let at = 0; at < pattern.length; at++) if (pattern.charCodeAt(at) !== star) count++;
  return count;
};

const escapes = /[\uE000\uE001]/;

/**
 * Whether a pattern matches a whole text: `*` is any run of characters, `?` any one, all else literal. Iterative; a pattern
 * that needs more characters than the text has is refused at once, so that cost is bounded by the text.
 */
export const matches = (written: string, plain: string): boolean => {
  if (written === '*') return true;
  effort(1);
  counted(written);
  if (!hasWildcard(written) && !escapes.test(written)) return written === plain;
  const pattern = written.length > 64 ? canonical(written) : written;
  const text = escapes.test(pattern) ? plain.replaceAll('*', literalStar).replaceAll('?', literalMark) : plain;
  if (pattern.length > text.length && fewestCharacters(pattern) > text.length) return false;
  let at = 0;
  let position = 0;
  let lastStar = -1;
  let resume = 0;
  effort(text.length >> 3);
  while (position < text.length) {
    const wanted = at < pattern.length ? pattern.charCodeAt(at) : -1;
    if (wanted === star) {
      lastStar = at++;
      resume = position;
    } else if (wanted === mark || wanted === text.charCodeAt(position)) {
      at++;
      position++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      position = ++resume;
      if ((resume & 63) === 0) effort(8);
    } else return false;
  }
  while (pattern.charCodeAt(at) === star) at++;
  return at === pattern.length;
};

/**
 * Whether a pattern matches all that another one matches. Says yes only when it is so; wildcards of the narrow one have to
 * be met by wildcards of the wide one.
 */
export const covers = (wideWritten: string, narrowWritten: string): boolean => {
  if (wideWritten === '*' || wideWritten === narrowWritten) return true;
  if (!hasWildcard(narrowWritten)) return matches(wideWritten, narrowWritten);
  effort(2 + (narrowWritten.length >> 3));
  if (!hasWildcard(wideWritten)) return false;
  const wide = canonical(wideWritten);
  const narrow = canonical(narrowWritten);
  if (fewestCharacters(wide) > fewestCharacters(narrow)) return false;
  let at = 0;
  let position = 0;
  let lastStar = -1;
  let resume = 0;
  while (position < narrow.length) {
    const wanted = at < wide.length ? wide.charCodeAt(at) : -1;
    const given = narrow.charCodeAt(position);
    if (wanted === star) {
      lastStar = at++;
      resume = position;
    } else if (given !== star && (wanted === mark || wanted === given)) {
      at++;
      position++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      position = ++resume;
    } else return false;
  }
  while (wide.charCodeAt(at) === star) at++;
  return at === wide.length;
};

/** A text that a pattern matches: a fill for each star, a letter for each question mark. */
export const filled = (pattern: string, fill: string, letter = 'z'): string =>
  hasWildcard(pattern) ? canonical(pattern).replaceAll('*', fill).replaceAll('?', letter) : pattern;

const literalEdges = (pattern: string): [string, string] => {
  const first = pattern.search(/[*?]/);
  if (first < 0) return [pattern, pattern];
  const last = Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?'));
  return [pattern.slice(0, first), pattern.slice(last + 1)];
};

const disagree = (a: string, b: string): boolean => {
  const [startA, endA] = literalEdges(a);
  const [startB, endB] = literalEdges(b);
  const start = Math.min(startA.length, startB.length);
  const end = Math.min(endA.length, endB.length);
  return (
    startA.slice(0, start) !== startB.slice(0, start) || endA.slice(endA.length - end) !== endB.slice(endB.length - end)
  );
};

const mostCells = 400_000;

/**
 * A pattern of texts that both patterns match, if there is any: the one that keeps stars where both have them. `undefined`
 * where they share none; `too-long` where trying would take too long.
 */
export const shared = (firstWritten: string, secondWritten: string): string | undefined => {
  if (firstWritten === '*') return secondWritten;
  if (secondWritten === '*') return firstWritten;
  if (covers(firstWritten, secondWritten)) return secondWritten;
  if (covers(secondWritten, firstWritten)) return firstWritten;
  if (!hasWildcard(firstWritten) || !hasWildcard(secondWritten)) return undefined;
  const first = canonical(firstWritten);
  const second = canonical(secondWritten);
  if (disagree(first, second)) return undefined;
  effort(((first.length + 1) * (second.length + 1)) >> 3);
  const width = second.length + 1;
  if ((first.length + 1) * width > mostCells) return undefined;
  // From which cell each was reached: 0 not yet, 1 both moved on, 2 the first stands on its star, 3 the second on its star,
  // 4 a star of the first was left, 5 one of the second.
  const from = new Uint8Array((first.length + 1) * width);
  const stack = [0];
  from[0] = 9;
  const goal = first.length * width + second.length;
  const visit = (cell: number, how: number) => {
    if (from[cell] === 0) {
      from[cell] = how;
      stack.push(cell);
    }
  };
  while (stack.length > 0 && from[goal] === 0) {
    const cell = stack.pop() ?? 0;
    const i = Math.floor(cell / width);
    const j = cell % width;
    const a = i < first.length ? first.charCodeAt(i) : -1;
    const b = j < second.length ? second.charCodeAt(j) : -1;
    if (a === star) visit(cell + width, 4);
    if (b === star) visit(cell + 1, 5);
    if (a === star && b !== -1 && b !== star) visit(cell + 1, 2);
    if (b === star && a !== -1 && a !== star) visit(cell + width, 3);
    if (a !== -1 && b !== -1 && a !== star && b !== star && (a === b || a === mark || b === mark)) {
      visit(cell + width + 1, 1);
    }
  }
  if (from[goal] === 0) return undefined;
  return pathOf(first, second, from, width);
};

/** The texts along the way to the last cell, read backwards; a star where both patterns stood on one. */
const pathOf = (first: string, second: string, from: Uint8Array, width: number): string => {
  const text: string[] = [];
  let i = first.length;
  let j = second.length;
  while (i > 0 || j > 0) {
    const how = from[i * width + j];
    if (how === 1) {
      i--;
      j--;
      text.push(first[i] === '?' ? (second[j] ?? '') : (first[i] ?? ''));
    } else if (how === 2) text.push(second[--j] ?? '');
    else if (how === 3) text.push(first[--i] ?? '');
    else if (how === 4) {
      i--;
      if (second[j] === '*' || second[j - 1] === '*') text.push('*');
    } else {
      j--;
      if (first[i] === '*' || first[i - 1] === '*') text.push('*');
    }
  }
  return canonical(text.reverse().join(''));
};
