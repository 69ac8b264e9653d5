import type { Unreadable } from './document.ts';

const quote = 34;
const backslash = 92;
const open = 123;
const close = 125;
const openList = 91;
const closeList = 93;
const comma = 44;

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    at += code === backslash ? 2 : 1;
  }
  return text.length;
};

const nameBetween = (text: string, start: number, end: number): string => {
  const raw = text.slice(start + 1, end);
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
};

/**
 * The first member that an object of a JSON text has twice, and where. `JSON.parse` keeps the last of them silently, so a
 * document could show one thing and mean another. The text has to be one that `JSON.parse` takes.
 */
export const duplicateKey = (text: string): { name: string; position: number } | undefined => {
  // The names of each object that is open; undefined for a list.
  const levels: (string[] | Set<string> | undefined)[] = [];
  let names: string[] | Set<string> | undefined;
  let expectsName = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const start = at;
      at = endOfString(text, start);
      if (!expectsName || names === undefined) continue;
      expectsName = false;
      const name = nameBetween(text, start, at);
      if (names instanceof Set ? names.has(name) : names.includes(name)) return { name, position: start };
      if (names instanceof Set) names.add(name);
      else if (names.length < 12) names.push(name);
      else {
        names = new Set([...names, name]);
        levels[levels.length - 1] = names;
      }
    } else if (code === open) {
      names = [];
      levels.push(names);
      expectsName = true;
    } else if (code === openList) {
      names = undefined;
      levels.push(names);
      expectsName = false;
    } else if (code === close || code === closeList) {
      levels.pop();
      names = levels.at(-1);
      expectsName = false;
    } else if (code === comma) expectsName = names !== undefined;
  }
  return undefined;
};

/** Whether a text stops being JSON before its end; one that only ends too early could go on well. */
const breaks = (text: string): boolean => {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const told = /position (\d+)/.exec(message);
    return !/end of JSON|Unterminated/.test(message) && !(told && Number(told[1]) >= text.length);
  }
};

/** Where a text stops being JSON: its end, if it only ends too early. */
const breakingPoint = (text: string): number => {
  if (!breaks(text)) return text.length;
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (breaks(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return bad - 1;
};

/**
 * The text to parse: trimmed; decoded once where it is URL-encoded, as IAM answers it (RFC 3986). Text that is JSON already
 * is never decoded: `100%25` is a legal name in it.
 */
const decoded = (text: string): string => {
  const trimmed = text.trim();
  return /^%(7b|0a|0d|09|20)/i.test(trimmed) ? decodeURIComponent(trimmed).trim() : trimmed;
};

/** The value of a policy's text, or why it has none. */
export const parsedText = (text: string): { value: unknown } | Unreadable => {
  let plain: string;
  try {
    plain = decoded(text);
  } catch {
    return { reason: 'the text is URL-encoded, but broken', position: text.indexOf('%') };
  }
  if (plain === '') return { reason: 'the text is empty', position: 0, missing: true };
  let value: unknown;
  try {
    value = JSON.parse(plain);
  } catch (error) {
    if (error instanceof RangeError) return { reason: 'it is nested too deeply', position: undefined };
    const position = breakingPoint(plain);
    return position >= plain.length
      ? { reason: 'the JSON is cut off', position: plain.length }
      : { reason: 'it is not JSON', position };
  }
  const repeated = duplicateKey(plain);
  if (!repeated) return { value };
  const { name, position } = repeated;
  return { reason: `an object states "${name.length > 40 ? `${name.slice(0, 40)}…` : name}" twice`, position };
};
