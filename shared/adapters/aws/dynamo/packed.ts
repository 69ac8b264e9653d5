import { createHash } from 'node:crypto';

/** Texts longer than this, in characters, are stored once, by their hash: policy documents and scripts above all. */
export const longText = 1_024;
/** How much of a long text stays where it stood, for who reads the item alone: a notice, a person at the console. */
const excerptLength = 160;
/** A body still longer than this, in bytes, is stored as a text as a whole: no item is larger than 100 kB. */
export const longBody = 80_000;
/** In characters; at most three bytes each. */
const pieceLength = 30_000;

const mark = '§';
const hashLength = 43;

/** A value as it is stored: JSON in which long texts are cited by hash and excerpt, and those texts. */
export interface Packed {
  body: string;
  texts: ReadonlyMap<string, string>;
}

const hashOf = (value: string): string => createHash('sha256').update(value).digest('base64url');

/**
 * Packs a value. In the JSON a text `§hash excerpt` stands for a long one, and a text that begins with the mark by itself has
 * it twice: whatever hostile texts say, none is taken for a citation. What is no valid Unicode stays in the JSON, which escapes it.
 */
export const packed = (value: unknown): Packed => {
  const texts = new Map<string, string>();
  const cited = (_: string, member: unknown): unknown => {
    if (typeof member !== 'string') return member;
    if (member.length <= longText || !member.isWellFormed()) return member.startsWith(mark) ? mark + member : member;
    const hash = hashOf(member);
    texts.set(hash, member);
    return `${mark}${hash}${member.slice(0, excerptLength)}`;
  };
  const body = JSON.stringify(value, cited);
  if (Buffer.byteLength(body) <= longBody) return { body, texts };
  const hash = hashOf(body);
  texts.set(hash, body);
  return { body: mark + hash, texts };
};

/** The long texts by their hashes. Throws for one that is not there. */
export type TextsOf = (hashes: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const found = (texts: ReadonlyMap<string, string>, hash: string): string => {
  const value = texts.get(hash);
  if (value === undefined) throw new Error(`the store has lost the text ${hash}`);
  return value;
};

/** The value that was packed, once its texts are there. */
export const unpacked = async <Value>(body: string, textsOf: TextsOf): Promise<Value> => {
  const hash = body.startsWith(mark) ? body.slice(mark.length) : undefined;
  const json = hash === undefined ? body : found(await textsOf([hash]), hash);
  if (!json.includes(`"${mark}`)) return JSON.parse(json) as Value;
  const hashes = new Set<string>();
  const hashIn = (member: string): string | undefined =>
    member[1] === mark ? undefined : member.slice(mark.length, mark.length + hashLength);
  JSON.parse(json, (_, member: unknown) => {
    const cited = typeof member === 'string' && member.startsWith(mark) ? hashIn(member) : undefined;
    if (cited !== undefined) hashes.add(cited);
    return member;
  });
  const texts = hashes.size === 0 ? new Map<string, string>() : await textsOf([...hashes]);
  return JSON.parse(json, (_, member: unknown) => {
    if (typeof member !== 'string' || !member.startsWith(mark)) return member;
    const cited = hashIn(member);
    return cited === undefined ? member.slice(mark.length) : found(texts, cited);
  }) as Value;
};

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00;

/** A text in pieces that fit into an item each; no character is cut in two. */
export const piecesOf = (value: string): string[] => {
  const pieces: string[] = [];
  for (let from = 0; from < value.length || pieces.length === 0;) {
    const end = Math.min(from + pieceLength, value.length);
    const cut = end < value.length && isHighSurrogate(value.charCodeAt(end - 1)) ? end - 1 : end;
    pieces.push(value.slice(from, cut));
    from = cut;
  }
  return pieces;
};
