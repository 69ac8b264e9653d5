import { closeBrace, closeBracket, comma, isSpace, openBrace, openBracket, quote } from './ascii.ts';
import type { Item } from './log-item.ts';
import { looksLikeRecord } from './looks-like.ts';
import { lookAhead, nextStart } from './record-start.ts';
import { scanValue, stringEnd, type Scan } from './scan.ts';
import { closer, deepestList, enterList, leaveTail, tail } from './split-frame.ts';
import {
  breakHere,
  cutOff,
  emitBroken,
  following,
  hasSwallowed,
  isFollowed,
  notClosed,
  notJson,
  parsed,
  seek,
  startInside,
} from './split-recovery.ts';
import { moved, newState, type State } from './split-state.ts';

const largestRecord = 1024 * 1024;

/** White space, commas and byte order marks: nothing is lost with them. */
const separators = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d, comma, 0xef, 0xbb, 0xbf]) separators[byte] = 1;

const emitRecord = (state: State, start: number, end: number, value: unknown): true => {
  const { bytes, base } = state;
  state.items.push({ kind: 'record', value, position: base + start, raw: bytes.subarray(start, end) });
  state.pos = end;
  state.scan = undefined;
  if (state.careful > 0) state.careful--;
  return true;
};

const closed = (state: State, { at: end, hasRecord }: Scan): boolean => {
  const { bytes, pos, final } = state;
  if (state.inTail) return leaveTail(state, end);
  const result = parsed(bytes.toString('utf8', pos, end));
  if (result) {
    // An object that is no record but has some inside was the start of a log file, and is damaged.
    const isWhole = looksLikeRecord(result.value)
      ? !(hasRecord && hasSwallowed(state, end))
      : startInside(state, end) === undefined;
    return isWhole ? emitRecord(state, pos, end, result.value) : breakHere(state, 'has records inside');
  }
  if (startInside(state, end) !== undefined) return breakHere(state, notJson);
  if (!final && bytes.length < end + 3 * following + lookAhead) {
    state.scan = { at: pos, depth: 0 };
    return false;
  }
  return isFollowed(state, end) ? emitBroken(state, end, notJson) : breakHere(state, notJson);
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
  if (outcome === 'list') return enterList(state, scan.at);
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
  return isElement && result ? emitRecord(state, pos, end, result.value) : breakHere(state, 'not a list element');
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
