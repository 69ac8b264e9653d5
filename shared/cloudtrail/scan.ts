/** How far into a JSON value the scan has come: it goes on where it stopped when more bytes have arrived. */
export interface Scan {
  at: number;
  depth: number;
  /** An object inside begins with the same bytes as this one, up to the end of its first name. */
  hasTwin?: boolean;
}

/** Real records nest about ten deep; whatever walks a value later may recurse, and must not overflow. */
const deepest = 512;

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const openBracket = 0x5b;
const openBrace = 0x7b;

const plain = 0;
const string = 1;
const open = 2;
const close = 3;

const kinds = new Uint8Array(256);
kinds[quote] = string;
for (const byte of Buffer.from('{[')) kinds[byte] = open;
for (const byte of Buffer.from('}]')) kinds[byte] = close;

/** The four bytes that JSON calls white space. */
export const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The index of the quote that ends a string, or -1; `at` is its first byte. A plain loop: real strings are too short for indexOf. */
export const stringEnd = (bytes: Uint8Array, at: number, end: number): number => {
  for (let index = at; index < end; index++) {
    const byte = bytes[index];
    if (byte === quote) return index;
    if (byte === backslash) index++;
  }
  return -1;
};

const listNames = ['"Records"', '"Events"'].map((name) => Buffer.from(name));

/** Whether the bracket at `at` opens the list of a log file or of LookupEvents output: `"Records":[`. */
const opensList = (bytes: Uint8Array, at: number, start: number): boolean => {
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

/** Whether two objects begin with the same bytes, up to the end of their first name; undefined when `end` comes before. */
const areTwins = (bytes: Uint8Array, one: number, other: number, end: number): boolean | undefined => {
  let quotes = 0;
  for (let offset = 1; other + offset < end; offset++) {
    const byte = bytes[other + offset];
    if (byte !== bytes[one + offset]) return false;
    if (byte === quote && ++quotes === 2) return true;
  }
  return undefined;
};

/**
 * Moves over one JSON value by its brackets alone. `closed`: `at` is behind its end. `list`: `at` is behind the bracket that
 * opens its records. `more`: no end before `end`.
 */
export const scanValue = (
  bytes: Uint8Array,
  scan: Scan,
  start: number,
  end: number,
): 'closed' | 'list' | 'more' | 'deep' => {
  let { at, depth } = scan;
  for (; at < end; at++) {
    const kind = kinds[bytes[at]!];
    if (kind === plain) continue;
    if (kind === string) {
      const last = stringEnd(bytes, at + 1, end);
      if (last < 0) break;
      at = last;
    } else if (kind === open) {
      depth++;
      if (depth === 2 && bytes[at] === openBracket && opensList(bytes, at, start)) {
        scan.at = at + 1;
        return 'list';
      }
      if (depth > deepest) return 'deep';
      if (depth > 2 && !scan.hasTwin && bytes[at] === openBrace) {
        const twin = areTwins(bytes, start, at, end);
        if (twin === undefined) {
          depth--;
          break;
        }
        if (twin) scan.hasTwin = true;
      }
    } else {
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
