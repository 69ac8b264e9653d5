import pc from 'picocolors';
import { safe, safeJson } from '../../shared/core/printable.ts';

export { safe, safeJson };

/** Text with colours of ours; what it was made of was made safe before. */
export interface Styled {
  styled: string;
}

const isStyled = (value: unknown): value is Styled => typeof value === 'object' && value !== null && 'styled' in value;

const plainOf = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? safe(JSON.stringify(value))
      : safe(String(value as string | number | boolean));

export const shown = (value: unknown): string => (isStyled(value) ? value.styled : plainOf(value));

/** A line in which every value that is put in is made safe, unless it is styled, which already is. */
export const line = (parts: TemplateStringsArray, ...values: readonly unknown[]): string =>
  parts.reduce((text, part, index) => text + shown(values[index - 1]) + part);

/** The colours of one output: none for pipes and under NO_COLOR. */
export const painter = (colours: boolean) => {
  const colour = pc.createColors(colours);
  const paint =
    (how: (text: string) => string) =>
    (value: unknown): Styled => ({ styled: how(shown(value)) });
  const bySeverity = {
    critical: paint((text) => colour.bold(colour.red(text))),
    high: paint(colour.red),
    medium: paint(colour.yellow),
    low: paint(colour.blue),
  };
  return {
    bold: paint(colour.bold),
    dim: paint(colour.dim),
    good: paint(colour.green),
    warn: paint(colour.yellow),
    bad: paint(colour.red),
    accent: paint(colour.cyan),
    severity: (severity: keyof typeof bySeverity, width = 0) => bySeverity[severity](severity.padEnd(width)),
  };
};

export type Paint = ReturnType<typeof painter>;

/** Text cut to a width, with a mark where something was left out. */
export const cut = (text: string, width: number): string => {
  const plain = safe(text);
  return plain.length <= width ? plain : `${plain.slice(0, Math.max(width - 1, 0))}…`;
};

/** Words wrapped to lines of a width. */
export const wrapped = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of safe(text).split(' ')) {
    if (current && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current ? `${current} ${word}` : word;
  }
  return current || lines.length === 0 ? [...lines, current] : lines;
};

/** Rows under a header, columns as wide as their widest cell; the last column is left as it is. */
export const table = (
  paint: Paint,
  header: readonly string[],
  rows: readonly (readonly (string | Styled)[])[],
): string[] => {
  const width = (cell: string | Styled) => stripped(shown(cell)).length;
  const widths = header.map((title, index) => Math.max(title.length, ...rows.map((row) => width(row[index] ?? ''))));
  const laidOut = (row: readonly (string | Styled)[]) =>
    row
      .map((cell, index) =>
        index === row.length - 1 ? shown(cell) : shown(cell) + ' '.repeat((widths[index] ?? 0) - width(cell)),
      )
      .join('  ')
      .trimEnd();
  return [laidOut(header.map((title) => paint.dim(title))), ...rows.map(laidOut)];
};

// oxlint-disable-next-line no-control-regex
const stripped = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '');
