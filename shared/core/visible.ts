/**
 * Characters that could move a cursor, ring a bell, hide or reorder text: controls, line breaks of every kind, the
 * direction marks of bidirectional text, and what has no width.
 */
const dangerous =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const spelledOut = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const escaped = (character: string): string => {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return spelledOut(character);
};

/** Text of a record as it may be shown: whatever a terminal or a mail would act on is spelled out. */
export const visible = (text: string): string => text.replace(dangerous, escaped);

/** JSON in which nothing is hidden: JSON itself leaves some of those characters alone. */
export const visibleJson = (value: unknown): string => JSON.stringify(value).replace(dangerous, spelledOut);
