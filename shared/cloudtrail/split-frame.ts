import { closeBrace, closeBracket, comma, isSpace, quote } from './ascii.ts';
import { breakHere, following, notJson, parsed, startInside } from './split-recovery.ts';
import type { State } from './split-state.ts';

/** More lists than this around a value are part of the value. */
export const deepestList = 64;

/** Whether what was passed over between the records is what it seems: whole members of an object, and no records. */
const isSound = (state: State, end: number, close: string): boolean => {
  const text = state.bytes.toString('utf8', state.pos, end);
  const whole = state.inTail ? text.replace(/^\s*,/, '{') : text;
  return parsed(whole + close) !== undefined && startInside(state, end - 1) === undefined;
};

/** Goes into the list of a log file or of LookupEvents output; `end` is behind its bracket. */
export const enterList = (state: State, end: number): boolean => {
  if (state.lists.length >= deepestList) return breakHere(state, 'nested too deeply');
  if (!isSound(state, end, ']}')) return breakHere(state, notJson);
  state.lists.push('records');
  state.isTrail = true;
  state.inTail = false;
  state.pos = end;
  state.scan = undefined;
  return true;
};

/** Leaves the object that was around a list. */
export const leaveTail = (state: State, end: number): boolean => {
  if (!isSound(state, end, '')) return breakHere(state, notJson);
  state.pos = end;
  state.inTail = false;
  state.scan = undefined;
  return true;
};

/** Behind the list of a log file: the rest of its object, unless the bracket was not its end at all. */
export const tail = (state: State): boolean => {
  const { bytes, final } = state;
  while (isSpace(bytes[state.pos])) state.pos++;
  let next = state.pos;
  if (bytes[next] === closeBrace) {
    state.pos++;
    state.inTail = false;
    return true;
  }
  if (bytes[next] === comma) {
    next++;
    while (next < state.pos + following && isSpace(bytes[next])) next++;
  }
  if (next >= bytes.length && !final) return false;
  if (bytes[next] === quote && next > state.pos) state.scan = { at: state.pos, depth: 1 };
  else if (next >= bytes.length) return false;
  else state.inTail = false;
  return true;
};

/** A bracket or brace that ends something. After damage they may be what is left of a broken piece, and mean nothing. */
export const closer = (state: State, byte: number): boolean => {
  const list = byte === closeBracket ? state.lists.pop() : undefined;
  if (!list && state.damages === 0) return breakHere(state, 'not JSON');
  state.pos++;
  state.inTail = list === 'records';
  return true;
};
