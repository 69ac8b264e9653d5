const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** A text of at most so many characters, and then how many more there were. No character is torn in two. */
export const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const end = limit > 0 && isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
  return `${text.slice(0, end)}… (${(text.length - end).toLocaleString('en-US')} more characters)`;
};

/** The first of a list of texts, each cut, and then how many more there were. */
export const cutList = (texts: readonly string[], most: number, limit: number): readonly string[] => {
  const kept = texts.slice(0, most).map((text) => cut(text, limit));
  return texts.length > most ? [...kept, `… (${(texts.length - most).toLocaleString('en-US')} more)`] : kept;
};

/** `1 finding`, `2 findings`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
