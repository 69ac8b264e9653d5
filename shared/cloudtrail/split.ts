import { brokenPiece } from './broken-piece.ts';
import type { Item } from './log-item.ts';
import { isSurelyRecord, looksLikeRecord } from './looks-like.ts';
import { lookAhead, lookBehind, nextStart, startsList } from './record-start.ts';
import { isSpace, scanValue, stringEnd, type Scan } from './scan.ts';
import { moved, newState, type State } from './split-state.ts';

const largestRecord = 1024 * 1024;
/** More brackets than this around a value are part of the value. */
const deepestList = 64;
/** How far behind a value the reader looks for what must follow it. */
const following = 128;

/** Why the last piece of a file that ends too early is broken. */
export const cutOff = 'cut off';
const notClosed = 'not closed before the next record';

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** White space, commas and byte order marks: nothing is lost with them. */
const separators = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d, comma, 0xef, 0xbb, 0xbf]) separators[byte] = 1;

const parsed = (text: string): { value: unknown } | { problem: string } => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // The parser's own message quotes the text, and says where in the record, not in the file.
    return { problem: 'not valid JSON' };
  }
};

/** From here on the bytes are a broken piece, until a record start is found. `forward` then trusts that start. */
const breakHere = (state: State, reason: string): true => {
  const { pos } = state;
  state.broken = { piece: brokenPiece(state.base + pos), reason, searched: pos + 1 };
  state.scan = undefined;
  state.inTail = false;
  state.damages++;
  // The more damage, the longer the care: it costs little, and a file broken everywhere is then read in linear time.
  state.careful = 8 * state.damages;
  return true;
};

const emitBroken = (state: State, start: number, end: number, reason: string): void => {
  const piece = brokenPiece(state.base + start);
  piece.add(state.bytes.subarray(start, end));
  state.items.push(piece.finish(reason));
};

const emitRecord = (state: State, start: number, end: number, value: unknown): true => {
  const { bytes, base } = state;
  state.items.push({ kind: 'record', value, position: base + start, raw: bytes.subarray(start, end) });
  state.pos = end;
  state.scan = undefined;
  if (state.careful > 0) state.careful--;
  return true;
};

/** Looks for the next record start behind something broken; all before it is one broken piece. */
const seek = (state: State, broken: NonNullable<State['broken']>): boolean => {
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
const isFollowed = ({ bytes, pos, final, lists }: State, at: number): boolean => {
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
const startInside = ({ bytes, pos }: State, end: number): number | undefined =>
  nextStart(bytes, { from: pos + 1, to: end, floor: pos, end, final: true, alsoLikely: false }).found;

/**
 * Damage can leave a record valid with the next ones inside it, as elements of one of its lists. If one of them is surely a
 * record, the outer one is not believed.
 */
const hasSwallowed = (state: State, end: number): boolean => {
  const { bytes } = state;
  const inner = startInside(state, end);
  if (inner === undefined) return false;
  const scan = { at: inner, depth: 0 };
  if (scanValue(bytes, scan, inner, end) !== 'closed') return false;
  const result = parsed(bytes.toString('utf8', inner, scan.at));
  return 'value' in result && isSurelyRecord(result.value);
};

const closed = (state: State, { at: end, hasTwin }: Scan): boolean => {
  const { bytes, pos, final } = state;
  if (state.inTail) {
    state.pos = end;
    state.inTail = false;
    state.scan = undefined;
    return true;
  }
  const result = parsed(bytes.toString('utf8', pos, end));
  if ('value' in result) {
    // An object that is no record but has some inside was the start of a log file, and is damaged.
    const isWhole = looksLikeRecord(result.value)
      ? !(hasTwin && hasSwallowed(state, end))
      : startInside(state, end) === undefined;
    return isWhole ? emitRecord(state, pos, end, result.value) : breakHere(state, 'has records inside');
  }
  if (startInside(state, end) !== undefined) return breakHere(state, result.problem);
  if (!final && bytes.length < end + 3 * following + lookAhead) {
    state.scan = { at: pos, depth: 0 };
    return false;
  }
  if (!isFollowed(state, end)) return breakHere(state, result.problem);
  breakHere(state, result.problem);
  state.broken = undefined;
  emitBroken(state, pos, end, result.problem);
  state.pos = end;
  return true;
};

/** One object, or what follows a list in its object. */
const value = (state: State, scan: Scan): boolean => {
  const { bytes, pos, final } = state;
  const most = pos + largestRecord;
  const end = Math.min(bytes.length, most);
  // After damage, no value may reach over the start of another: otherwise each lost quote would cost a megabyte of reading.
  const search = { from: pos + 1, to: end, floor: pos, end: bytes.length, final, alsoLikely: false };
  const { found, none } = state.careful > 0 ? nextStart(bytes, search) : { found: undefined, none: end };

  const outcome = scanValue(bytes, scan, pos, none);
  if (outcome === 'closed') return closed(state, scan);
  if (outcome === 'deep') return breakHere(state, 'nested too deeply');
  if (outcome === 'list') {
    if (state.lists.length >= deepestList) return breakHere(state, 'nested too deeply');
    state.lists.push('records');
    state.isTrail = true;
    state.inTail = false;
    state.pos = scan.at;
    state.scan = undefined;
    return true;
  }
  if (found !== undefined) return breakHere(state, notClosed);
  if (none === most) return breakHere(state, 'larger than 1 MB');
  return final ? breakHere(state, cutOff) : false;
};

/** A string, number or word in a list: a record of its own, which somebody else will refuse. */
const scalar = (state: State): boolean => {
  const { bytes, pos, final, lists } = state;
  if (lists.length === 0) return breakHere(state, 'not JSON');
  const most = Math.min(bytes.length, pos + largestRecord);
  let end = pos + 1;
  if (bytes[pos] === quote) end = stringEnd(bytes, end, most) + 1 || most;
  else while (end < most && /[-+.\w]/.test(String.fromCharCode(bytes[end]!))) end++;
  if (!final && end + following > bytes.length && end < pos + largestRecord) return false;

  let next = end;
  while (next < end + following && isSpace(bytes[next])) next++;
  if (next >= bytes.length) return breakHere(state, cutOff);
  const result = parsed(bytes.toString('utf8', pos, end));
  const isElement = bytes[next] === comma || bytes[next] === closeBracket;
  return isElement && 'value' in result
    ? emitRecord(state, pos, end, result.value)
    : breakHere(state, 'not a list element');
};

/** Behind the list of a log file: the rest of its object, unless the bracket was not its end at all. */
const tail = (state: State): boolean => {
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
const closer = (state: State, byte: number): boolean => {
  const list = byte === closeBracket ? state.lists.pop() : undefined;
  if (!list && state.damages === 0) return breakHere(state, 'not JSON');
  state.pos++;
  state.inTail = list === 'records';
  return true;
};

/** Reads on by one thing; false when it needs more bytes, or there are none left. */
const forward = (state: State): boolean => {
  if (state.broken) return seek(state, state.broken);
  if (state.scan) return value(state, state.scan);
  if (state.inTail) return tail(state);
  const { bytes } = state;
  let { pos } = state;
  while (pos < bytes.length && separators[bytes[pos]!] === 1) pos++;
  state.pos = pos;
  if (pos === bytes.length) return false;
  const byte = bytes[pos]!;
  if (byte === closeBracket || byte === closeBrace) return closer(state, byte);
  if (byte === openBracket && state.lists.length < deepestList) {
    state.lists.push('array');
    state.pos++;
    return true;
  }
  if (byte !== openBrace && byte !== openBracket) return scalar(state);
  state.scan = { at: pos, depth: 0 };
  return true;
};

const itemsOf = (state: State): Item[] => {
  while (forward(state));
  const { items } = state;
  state.items = [];
  return items;
};

export interface Splitter {
  push(chunk: Uint8Array): Item[];
  end(): Item[];
  /** Whether a list of records has been opened: then the file is a trail log, be it empty. */
  isTrail(): boolean;
}

/**
 * Splits JSON text into records as it arrives: log files, lists, one a line, one behind the other. A value is accepted when it
 * parses; after anything else, reading resumes at the next record start, so that a lost quote costs one record and not the file.
 */
export const splitter = (): Splitter => {
  const state = newState();
  return {
    push: (chunk) => {
      moved(state, chunk);
      return itemsOf(state);
    },
    end: () => {
      state.final = true;
      const items = itemsOf(state);
      const isOpen = state.lists.length > 0 || state.inTail;
      if (isOpen && state.damages === 0) items.push({ kind: 'note', message: 'the file ends before its list does' });
      return items;
    },
    isTrail: () => state.isTrail,
  };
};
