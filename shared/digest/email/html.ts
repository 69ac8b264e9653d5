import type { Severity } from '../../core/configuration.ts';
import type { Block, Cell, Column, DigestDocument, Entry, Section, Tone } from '../document.ts';
import { skeleton } from './skeleton.ts';
import { filled, templateOf, type View } from './template.ts';

/** Where the pictures of a digest are: parts of the mail, or data in a file. */
export type SourceOf = (name: string) => string;

const template = templateOf(skeleton);

/** In the mail itself too: some mail programs leave styles out that are not where they apply. */
const colours: Readonly<Record<Tone, string>> = {
  critical: '#b42318',
  high: '#b54708',
  medium: '#7d6400',
  low: '#3b5b8c',
  good: '#1a7346',
  bad: '#b42318',
  quiet: '#656d76',
};

const edges: Readonly<Record<Severity, string>> = {
  critical: '#d92d20',
  high: '#e8853a',
  medium: '#d4b11e',
  low: '#8aa6cf',
};

const toned = (tone: Tone | undefined): View => ({
  tone: tone ?? '',
  style: tone === undefined ? '' : `color:${colours[tone]}`,
});

/** Links are ours, never a record's: anything but a page is a fault of ours. */
const pageAt = (url: string): string => {
  if (!url.startsWith('https://')) throw new Error('a link that leads to no page');
  return url;
};

const words = ({ text, url, tone }: Cell): View => ({
  link: url === undefined ? [] : [{ url: pageAt(url), text }],
  toned: url === undefined && tone !== undefined ? [{ text, ...toned(tone) }] : [],
  bare: url === undefined && tone === undefined ? [{ text }] : [],
});

const cellOf = (cell: Cell, { align }: Column): View => ({
  ...words(cell),
  align,
  detail: cell.detail === undefined ? [] : [{ text: cell.detail }],
});

const entryOf = ({ severity, title, subject, lines, findingId }: Entry): View => ({
  severity,
  title,
  subject,
  ...toned(severity),
  edge: `border-left:3px solid ${edges[severity]}`,
  lines: lines.slice(0, -1).map((text) => ({ text })),
  last: `${lines.at(-1)} · ${findingId.slice(0, 8)}`,
});

const nothing = { paragraph: [], figures: [], pictures: [], table: [], entries: [], more: [] };

const blockOf = (block: Block, sourceOf: SourceOf): View => {
  const more = 'more' in block && block.more !== undefined ? [{ text: block.more }] : [];
  switch (block.kind) {
    case 'paragraph':
      return { ...nothing, paragraph: [words(block.cell)] };
    case 'figures':
      return {
        ...nothing,
        figures: [
          {
            figure: block.figures.map(({ label, value, before, tone }) => ({ label, value, before, ...toned(tone) })),
          },
        ],
      };
    case 'pictures':
      return {
        ...nothing,
        pictures: [
          {
            picture: block.pictures.map(({ name, alt, width }) => ({
              source: sourceOf(name),
              alt,
              width: String(width),
            })),
          },
        ],
      };
    case 'table': {
      const { columns, rows } = block;
      const header = columns.some(({ title }) => title !== '');
      const cells = (row: readonly Cell[]) =>
        columns.map((column, index) => cellOf(row[index] ?? { text: '' }, column));
      const titles = columns.map(({ title, align }) => ({ title, align }));
      return {
        ...nothing,
        more,
        table: [{ header: header ? [{ columns: titles }] : [], rows: rows.map((row) => ({ cells: cells(row) })) }],
      };
    }
    case 'entries':
      return { ...nothing, more, entries: [{ entry: block.entries.map(entryOf) }] };
  }
};

const sectionOf = ({ title, blocks }: Section, sourceOf: SourceOf): View => ({
  title,
  blocks: blocks.map((block) => blockOf(block, sourceOf)),
});

/** A digest as the HTML of a mail: no scripts, nothing from elsewhere, and nothing of a record that is more than text. */
export const htmlOf = (document: DigestDocument, sourceOf: SourceOf): string => {
  const { subject, preview, title, lines, sections, footer } = document;
  return filled(template, {
    subject,
    preview,
    title,
    lines: lines.map((text) => ({ text })),
    sections: sections.map((section) => sectionOf(section, sourceOf)),
    footer: footer.map(({ text }) => ({ text })),
  });
};
