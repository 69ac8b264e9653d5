// The bytes that JSON is made of, as UTF-8 has them.
export const quote = 0x22;
export const backslash = 0x5c;
export const colon = 0x3a;
export const comma = 0x2c;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const newline = 0x0a;

/** The four bytes that JSON calls white space. */
export const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
