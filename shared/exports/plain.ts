import { cutTo } from '../core/printable.ts';

/** Characters that are no text: controls, line ends of every kind, what reorders, what has no width, what XML refuses. */
const unseen =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]+/gu;

/** Text of a record on one line, as other programs take it: whatever is no text is a space, half a character its replacement. */
export const plain = (text: string): string => text.toWellFormed().replace(unseen, ' ').trim();

/** The same, of at most so many UTF-16 units. */
export const plainTo = (text: string, length: number): string => cutTo(plain(text), length);

/** JSON values with every text well-formed: half a character is valid JSON that few programs read. */
export const wellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toWellFormed(), wellFormed(each)]));
};
