import { safe } from '../core/printable.ts';
import type { Block, Cell, Column, DigestDocument, Entry, Section } from './document.ts';

/** What mail programs show without breaking it themselves. */
const width = 78;
const columnWidth = 42;

/** Words in lines of a width; a word that is longer is broken. */
const wrapped = (text: string, most: number): string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of safe(text)
    .split(' ')
    .flatMap((each) => each.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [''])) {
    if (current !== '' && current.length + 1 + word.length > most) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
};

const indented = (lines: readonly string[], indent: string): string[] =>
  lines.map((line) => (line === '' ? '' : indent + line));

/** Links of a table lead to what it cites, which a text names well enough. */
const linesOfCell = ({ text, detail }: Cell, { align }: Column): string[] => {
  if (align === 'right') return [safe(detail === undefined ? text : `${text} (${detail})`)];
  return [text, detail].flatMap((part) => (part === undefined ? [] : wrapped(part, columnWidth)));
};

const table = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[] => {
  const laidOut = rows.map((row) => columns.map((column, index) => linesOfCell(row[index] ?? { text: '' }, column)));
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...laidOut.flatMap((row) => (row[index] ?? []).map((line) => line.length))),
  );
  const lineOf = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const [text, size] = [cells[index] ?? '', widths[index] ?? 0];
        return align === 'right' ? text.padStart(size) : text.padEnd(size);
      })
      .join('  ')
      .trimEnd();
  const header = columns.map(({ title }) => title);
  return [
    ...(header.some((title) => title !== '') ? [lineOf(header)] : []),
    ...laidOut.flatMap((row) => {
      const height = Math.max(...row.map((lines) => lines.length));
      return Array.from({ length: height }, (_, line) => lineOf(row.map((lines) => lines[line] ?? '')));
    }),
  ];
};

const entry = ({ severity, title, subject, lines, findingId }: Entry): string[] => [
  ...wrapped(`${severity.toUpperCase()}  ${title}`, width),
  ...indented(
    [subject, ...lines.slice(0, -1), `${lines.at(-1)} · ${findingId.slice(0, 8)}`].flatMap((line) =>
      wrapped(line, width - 2),
    ),
    '  ',
  ),
];

const moreOf = (more: string | undefined): string[] => (more === undefined ? [] : ['', more]);

const linesOf = (block: Block): string[] => {
  switch (block.kind) {
    case 'figures': {
      const size = Math.max(...block.figures.map(({ value }) => value.length));
      return block.figures.map(
        ({ label, value, before }) => `${value.padStart(size)} ${label} (week before: ${before})`,
      );
    }
    case 'paragraph':
      return [...wrapped(block.cell.text, width), ...(block.cell.url === undefined ? [] : [block.cell.url])];
    case 'table':
      return [...table(block.columns, block.rows), ...moreOf(block.more)];
    case 'entries':
      return [
        ...block.entries.flatMap((each, index) => [...(index === 0 ? [] : ['']), ...entry(each)]),
        ...moreOf(block.more),
      ];
    case 'pictures':
      // What they show stands in the table below them.
      return [];
  }
};

const section = ({ title, blocks }: Section): string[] => {
  const parts = blocks.map(linesOf).filter((lines) => lines.length > 0);
  const heading = safe(title);
  return [
    heading,
    '-'.repeat(heading.length),
    ...parts.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
  ];
};

/** A digest as plain text that stands alone: for readers, mail programs and terminals that show nothing else. */
export const textOf = ({ subject, title, lines, sections, footer }: DigestDocument): string =>
  `${[
    safe(subject),
    '='.repeat(Math.min(subject.length, width)),
    '',
    title,
    ...lines.map(safe),
    ...sections.flatMap((each) => ['', '', ...section(each)]),
    '',
    '-- ',
    ...footer.flatMap(({ text }) => wrapped(text, width)),
  ].join('\n')}\n`;
