import { closeBrace, closeBracket, comma, isSpace, openBrace, quote } from './ascii.ts';
import { brokenPiece } from './broken-piece.ts';
import { isSurelyRecord } from './looks-like.ts';
import { lookBehind, nextStart, startsList } from './record-start.ts';
import { scanValue } from './scan.ts';
import type { State } from './split-state.ts';

/** Why the last piece of a file that ends too early is broken. */
export const cutOff = 'cut off';
export const notClosed = 'not closed before the next record';
export const notJson = 'not valid JSON';

/** How far behind a value the reader looks for what must follow it. */
export const following = 128;

/** The value of a text, or nothing if it is not JSON: the parser's own message quotes the text, which is another's. */
export const parsed = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** From here on the bytes are a broken piece, until a record start is found. */
export const breakHere = (state: State, reason: string): true => {
  const { pos } = state;
  state.broken = { piece: brokenPiece(state.base + pos), reason, searched: pos + 1 };
  state.scan = undefined;
  state.inTail = false;
  state.damages++;
  // The more damage, the longer the care: it costs little, and a file broken everywhere is then read in linear time.
  state.careful = 8 * state.damages;
  return true;
};

/** A broken piece whose end is known. */
export const emitBroken = (state: State, end: number, reason: string): true => {
  const { bytes, base, pos } = state;
  breakHere(state, reason);
  state.broken = undefined;
  const piece = brokenPiece(base + pos);
  piece.add(bytes.subarray(pos, end));
  state.items.push(piece.finish(reason));
  state.pos = end;
  return true;
};

/** Looks for the next record start behind something broken; all before it is one broken piece. */
export const seek = (state: State, broken: NonNullable<State['broken']>): boolean => {
  const { bytes, pos, final } = state;
  const end = bytes.length;
  const search = { from: broken.searched, to: end, floor: pos, end, final, alsoLikely: true };
  const { found, none } = nextStart(bytes, search);
  const upTo = found ?? (final ? end : Math.max(pos, none - lookBehind));
  broken.piece.add(bytes.subarray(pos, upTo));
  state.pos = upTo;
  broken.searched = Math.max(none, upTo);
  if (found === undefined && !final) return false;

  const unfinished = broken.reason === cutOff && found !== undefined;
  state.items.push(broken.piece.finish(unfinished ? notClosed : broken.reason));
  state.broken = undefined;
  if (found !== undefined && startsList(bytes, found)) state.lists.length = 0;
  return true;
};

/** Whether what stands behind a value that ends at `at` is what must stand there, so that the end can be believed. */
export const isFollowed = ({ bytes, pos, final, lists }: State, at: number): boolean => {
  const end = bytes.length;
  const afterSpace = (from: number) => {
    let index = from;
    while (index < Math.min(end, from + following) && isSpace(bytes[index])) index++;
    return index;
  };
  let next = afterSpace(at);
  if (next === end) return final;
  if (bytes[next] === closeBracket) {
    next = afterSpace(next + 1);
    if (lists.at(-1) === 'array' || bytes[next] === closeBrace) return true;
    return bytes[next] === comma && bytes[afterSpace(next + 1)] === quote;
  }
  if (bytes[next] === comma) next = afterSpace(next + 1);
  if (bytes[next] !== openBrace) return false;
  return nextStart(bytes, { from: next, to: next + 1, floor: pos, end, final: true, alsoLikely: true }).found === next;
};

/** A record start inside a value, where there should be none. */
export const startInside = ({ bytes, pos }: State, end: number, from = pos + 1): number | undefined =>
  nextStart(bytes, { from, to: end, floor: pos, end, final: true, alsoLikely: false }).found;

/**
 * Damage can leave a record valid with the next ones inside it, as elements of one of its lists. If one of them is surely a
 * record, the outer one is not believed.
 */
export const hasSwallowed = (state: State, end: number): boolean => {
  const { bytes } = state;
  let inner = startInside(state, end);
  while (inner !== undefined) {
    const scan = { at: inner, depth: 0 };
    if (scanValue(bytes, scan, inner, end) !== 'closed') return false;
    const result = parsed(bytes.toString('utf8', inner, scan.at));
    if (result && isSurelyRecord(result.value)) return true;
    inner = startInside(state, end, scan.at);
  }
  return false;
};
