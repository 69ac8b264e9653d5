import { effort } from './effort.ts';
import { filled, hasWildcard, literalMark, literalStar, matches, shared } from './patterns.ts';
import { unescaped, type Context } from './values.ts';

/** A text with policy variables, piece by piece: literal text, which may have wildcards, and the keys between. */
export interface Pieces {
  /** One more than there are keys. */
  literals: readonly string[];
  /** In small letters, in their order, each as often as it stands there. */
  keys: readonly string[];
}

/** What is written as a variable and means a character. */
const meaning = new Map([
  ['*', literalStar],
  ['?', literalMark],
  ['$', '$'],
]);

const plainly = (text: string): string => text.replaceAll('*', literalStar).replaceAll('?', literalMark);

/** A text taken to its pieces; `${*}`, `${?}` and `${$}` are literal text, and so is each wildcard of what is no pattern. */
export const piecesOf = (text: string, isPattern: boolean): Pieces => {
  effort(text.length >> 1);
  const literally = (part: string): string => (isPattern ? part : plainly(part));
  const literals: string[] = [];
  const keys: string[] = [];
  let literal = '';
  let end = 0;
  for (const { 0: written, 1: inside = '', index } of text.matchAll(/\$\{([^{}]*)\}/g)) {
    literal += literally(text.slice(end, index)) + (meaning.get(inside) ?? '');
    end = index + written.length;
    if (meaning.has(inside)) continue;
    literals.push(literal);
    keys.push((inside.split(',')[0] ?? '').trim().toLowerCase());
    literal = '';
  }
  literals.push(literal + literally(text.slice(end)));
  return { literals, keys };
};

/** The pieces put together, with something for each key. */
export const together = ({ literals, keys }: Pieces, of: (key: string) => string): string =>
  literals.map((literal, at) => (at === 0 ? literal : of(keys[at - 1] ?? '') + literal)).join('');

/** What the variables of a text have to be together, in their order; one that stands there twice is there twice. */
export type Bindings = readonly (readonly [key: string, value: string])[];

/** Where a literal, which may have wildcards, can end that begins at a place of a text. */
const endsOf = (literal: string, text: string, from: number): readonly number[] => {
  if (!hasWildcard(literal)) {
    const plain = unescaped(literal);
    return text.startsWith(plain, from) ? [from + plain.length] : [];
  }
  effort(text.length - from + 1);
  const ends = Array.from({ length: text.length - from + 1 }, (_, length) => from + length);
  return ends.filter((end) => matches(literal, text.slice(from, end)));
};

/** Where a variable can end that begins at a place of a text; the last one before literal text has no choice. */
const variableEnds = (text: string, from: number, last: string | undefined): readonly number[] => {
  if (last === undefined || hasWildcard(last)) {
    effort((text.length - from) >> 2);
    return [...Array.from({ length: text.length - from }, (_, length) => from + length + 1), from];
  }
  const end = text.length - unescaped(last).length;
  return end >= from ? [end] : [];
};

/**
 * What the variables of a text have to be for it to come to another text, in every way up to so many: of `${a}-${b}` and
 * `x-y-z`, `x` and `y-z`, `x-y` and `z`. One that stands there twice may come to two values. `known`: what is fixed;
 * `isPossible`: what a key may be at all.
 */
export const bindingsFor = (
  { literals, keys }: Pieces,
  text: string,
  { known, isPossible, most }: { known: Context; isPossible: (key: string, value: string) => boolean; most: number },
): readonly Bindings[] => {
  const found: Bindings[] = [];
  const literalFrom = (at: number, start: number, bound: Bindings): void => {
    for (const end of endsOf(literals[at] ?? '', text, start)) {
      effort(2);
      if (found.length >= most) return;
      const key = keys[at];
      if (key !== undefined) variableFrom(at, key, end, bound);
      else if (end === text.length) found.push(bound);
    }
  };
  const variableFrom = (at: number, key: string, start: number, bound: Bindings): void => {
    const fixed = known.get(key)?.[0];
    if (fixed !== undefined) {
      if (text.startsWith(fixed, start)) literalFrom(at + 1, start + fixed.length, bound);
      return;
    }
    for (const end of variableEnds(text, start, at === keys.length - 1 ? literals[at + 1] : undefined)) {
      effort(1);
      if (found.length >= most) return;
      const value = text.slice(start, end);
      if (isPossible(key, value)) literalFrom(at + 1, end, [...bound, [key, value]]);
    }
  };
  literalFrom(0, 0, []);
  return found;
};

/** The texts in common of two lists of patterns, as patterns. */
export const sharedOf = (some: readonly string[], others: readonly string[], most: number): readonly string[] => {
  effort(some.length * others.length);
  const found = some.flatMap((one) => others.flatMap((other) => shared(one, other) ?? []));
  return [...new Set(found)].slice(0, most);
};

/** Texts that a pattern means: with something for its stars, and with nothing. */
export const examplesOf = (pattern: string, fill: string): readonly string[] => [
  ...new Set([filled(pattern, fill), filled(pattern, '')].map(unescaped)),
];
