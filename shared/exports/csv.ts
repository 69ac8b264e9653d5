import { plain } from './plain.ts';

/*
 * What makes a spreadsheet take a text for a formula: also in the wide forms that some input methods write, behind spaces,
 * and behind a semicolon, which is the separator where the comma is the decimal mark.
 * Source: OWASP, CSV Injection.
 */
const formula = /^['"\s]*[=+\-@|%＝＋－＠]/;
const laterFormula = /(;['"\s]*)(?=[=+\-@|＝＋－＠])/g;

/** A text that no spreadsheet takes for a formula: an apostrophe before it says that it is text. */
export const defused = (text: string): string => {
  const shown = plain(text).replace(laterFormula, "$1'");
  return formula.test(shown) ? `'${shown}` : shown;
};

const cell = (text: string): string => `"${defused(text).replaceAll('"', '""')}"`;

/** A row in the form of RFC 4180, with its line end: every cell is quoted, and none is a formula. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** What makes Excel read a file as UTF-8. */
export const byteOrderMark = '\ufeff';
