import { refuse } from './invalid.ts';
import { isText, type Test } from './values.ts';

/** What stands between the stars. A backslash stands before a star or a backslash that is meant. */
const piecesOf = (pattern: string): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') {
      const next = pattern[++at];
      if (next !== '*' && next !== '\\') return refuse('a backslash in wildcard stands before * or \\ only');
      piece += next;
    } else if (character === '*') {
      if (pattern[at + 1] === '*') return refuse('two * in a row in wildcard');
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  return [...pieces, piece];
};

/** `{"wildcard": "a*b"}`: a star is any run of characters, also none; everything else is itself, `?` too. */
export const fitting = (operand: unknown): Test => {
  if (!isText(operand)) return refuse('wildcard takes one text');
  const [first = '', ...others] = piecesOf(operand);
  const last = others.pop();
  if (last === undefined) return (value) => value === first;
  return (value) => {
    if (!isText(value) || !value.startsWith(first)) return false;
    let at = first.length;
    // Each piece where it first occurs: what fits anywhere fits there.
    for (const piece of others) {
      const found = value.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return value.length - last.length >= at && value.endsWith(last);
  };
};
