import { backslash, closeBrace, closeBracket, colon, isSpace, openBrace, openBracket, quote } from './ascii.ts';

/** How far into a JSON value the scan has come: it goes on where it stopped when more bytes have arrived. */
export interface Scan {
  at: number;
  depth: number;
  /** An object further in begins like a record. */
  hasRecord?: boolean;
}

/** Real records nest about ten deep; whatever walks a value later may recurse, and must not overflow. */
const deepest = 512;

/** Real strings are short, and a plain loop is faster than indexOf on them; beyond this it is slower. */
const longString = 4096;

/** The index of the quote that ends a string, or -1 if it is not before `end`; `at` is the string's first byte. */
export const stringEnd = (bytes: Buffer, at: number, end: number): number => {
  const near = Math.min(end, at + longString);
  let index = at;
  for (; index < near; index++) {
    const byte = bytes[index];
    if (byte === quote) return index;
    if (byte === backslash) index++;
  }
  const rest = index;
  while (index < end) {
    index = bytes.indexOf(quote, index);
    if (index < 0 || index >= end) return -1;
    let escapes = 0;
    while (index - 1 - escapes >= rest && bytes[index - 1 - escapes] === backslash) escapes++;
    if (escapes % 2 === 0) return index;
    index++;
  }
  return -1;
};

const listNames = ['"Records"', '"Events"'].map((name) => Buffer.from(name));

/** Whether the bracket at `at` opens the list of a log file or of LookupEvents output: `"Records":[`. */
const opensList = (bytes: Buffer, at: number, start: number): boolean => {
  let index = at - 1;
  while (index > start && isSpace(bytes[index])) index--;
  if (bytes[index--] !== colon) return false;
  while (index > start && isSpace(bytes[index])) index--;
  return listNames.some((name) => {
    const first = index - name.length + 1;
    return (
      first > start && bytes[first - 1] !== backslash && name.every((byte, offset) => bytes[first + offset] === byte)
    );
  });
};

/** By their first letter. */
const firstNames = Array.from<Buffer | undefined>({ length: 256 });
for (const name of ['eventVersion', 'EventId', 'version']) firstNames[name.charCodeAt(0)] = Buffer.from(`"${name}"`);

/** Whether an object begins with a name by which records begin; undefined when `end` comes before that is known. */
const beginsLikeRecord = (bytes: Buffer, brace: number, end: number): boolean | undefined => {
  let first = brace + 1;
  while (first < end && isSpace(bytes[first])) first++;
  if (first + 1 >= end) return undefined;
  const name = firstNames[bytes[first + 1]!];
  if (!name || bytes[first] !== quote) return false;
  for (let offset = 2; offset < name.length; offset++) {
    if (first + offset >= end) return undefined;
    if (bytes[first + offset] !== name[offset]) return false;
  }
  return true;
};

/**
 * Moves over one JSON value by its brackets alone. `closed`: `at` is behind its end. `list`: `at` is behind the bracket that
 * opens its records. `more`: no end before `end`.
 */
export const scanValue = (
  bytes: Buffer,
  scan: Scan,
  start: number,
  end: number,
): 'closed' | 'list' | 'more' | 'deep' => {
  let { at, depth } = scan;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      const last = stringEnd(bytes, at + 1, end);
      if (last < 0) break;
      at = last;
    } else if (byte === openBrace || byte === openBracket) {
      depth++;
      if (depth === 2 && byte === openBracket && opensList(bytes, at, start)) {
        scan.at = at + 1;
        return 'list';
      }
      if (depth > deepest) return 'deep';
      if (depth > 2 && !scan.hasRecord && byte === openBrace) {
        const hasRecord = beginsLikeRecord(bytes, at, end);
        if (hasRecord === undefined) {
          depth--;
          break;
        }
        scan.hasRecord = hasRecord;
      }
    } else if (byte === closeBrace || byte === closeBracket) {
      depth--;
      if (depth === 0) {
        scan.at = at + 1;
        return 'closed';
      }
    }
  }
  scan.at = Math.min(at, end);
  scan.depth = depth;
  return 'more';
};
