/**
 * Characters that could move a cursor, ring a bell, hide or reorder text: controls, line breaks of every kind, the
 * direction marks of bidirectional text, and what has no width or is no character.
 */
const dangerous =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}\u{e0000}-\u{e007f}]/gu;

const spelled = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

const escaped = (character: string): string => {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return spelled(character);
};

/** Text of a record as it may be shown, on one line: whatever could be acted on, or deceives, is spelled out. */
export const safe = (text: string): string => text.replace(dangerous, escaped);

/** The same of text that has lines of its own. */
export const safeLines = (text: string): string => text.split(/\r?\n/).map(safe).join('\n');

/** JSON that is shown as it is, and taken by everything that carries XML's characters: JSON itself leaves some alone. */
export const safeJson = (value: unknown): string => JSON.stringify(value).replace(dangerous, spelled);

/** Text cut to a length, with a mark where something was left out; no character is cut in two. */
export const cutTo = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const kept = text.slice(0, Math.max(length - 1, 0));
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
};
