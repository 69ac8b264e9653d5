import { cutTo } from '../core/printable.ts';
import type { Block, Cell, DigestDocument, Entry } from './document.ts';

/** How long the texts of a digest may be: names of AWS are at most a few hundred characters, messages name several. */
const [longName, longText, longParagraph] = [200, 320, 900] as const;

const boundedCell = ({ text, detail, ...cell }: Cell, most: number = longText): Cell => ({
  ...cell,
  text: cutTo(text, most),
  ...(detail !== undefined && { detail: cutTo(detail, longText) }),
});

const boundedEntry = ({ title, subject, lines, ...entry }: Entry): Entry => ({
  ...entry,
  title: cutTo(title, longText),
  subject: cutTo(subject, longName),
  lines: lines.map((line) => cutTo(line, longText)),
});

const boundedBlock = (block: Block): Block => {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, cell: boundedCell(block.cell, longParagraph) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map((cell) => boundedCell(cell))) };
    case 'entries':
      return { ...block, entries: block.entries.map(boundedEntry) };
    case 'figures':
    case 'pictures':
      return block;
  }
};

/** A document in which no text is longer than people read: whoever made a name of 100,000 letters did not want to be read. */
export const bounded = (document: DigestDocument): DigestDocument => ({
  ...document,
  preview: cutTo(document.preview, longName),
  lines: document.lines.map((line) => cutTo(line, longText)),
  sections: document.sections.map(({ title, blocks }) => ({ title, blocks: blocks.map(boundedBlock) })),
});
