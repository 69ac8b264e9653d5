import { isoOf, type Instant } from '../../shared/core/instant.ts';
import { boundsOf } from '../../shared/notices/channels/bounds.ts';
import { pageOf, type Inline, type Page, type Part, type Section } from '../../shared/notices/channels/page.ts';
import { timeIn } from '../../shared/notices/channels/words.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import type { Output } from '../output.ts';
import { line, safe, safeJson, wrapped, type Paint, type Styled } from './text.ts';
import { timeOf } from './words.ts';

/** A word on a line; how long it is without its colours. */
interface Word {
  length: number;
  shown: string;
}

const plain = (value: unknown): Styled => ({ styled: line`${value}` });

/** The pieces of an inline that look alike. */
const piecesOf = (inline: Inline, { timeZone }: Page, paint: Paint): [string, (value: unknown) => Styled][] => {
  switch (inline.kind) {
    case 'text':
      return [[inline.text, plain]];
    case 'strong':
      return [[inline.text, paint.bold]];
    case 'code':
      return [[inline.text, paint.accent]];
    case 'time':
      return [[timeIn(inline.at, timeZone), plain]];
    case 'link':
      return [
        [`${inline.label}: `, plain],
        [inline.url, paint.dim],
      ];
  }
};

const wordsOf = (inlines: readonly Inline[], page: Page, paint: Paint): readonly Word[] => {
  const words: Word[] = [];
  let word: Word = { length: 0, shown: '' };
  for (const [text, look] of inlines.flatMap((inline) => piecesOf(inline, page, paint))) {
    safe(text)
      .split(' ')
      .forEach((piece, index) => {
        if (index > 0) {
          words.push(word);
          word = { length: 0, shown: '' };
        }
        if (piece !== '') word = { length: word.length + piece.length, shown: word.shown + look(piece).styled };
      });
  }
  return [...words, word];
};

/** Inlines on lines of a width, behind a beginning; what does not fit goes on below the first word. */
const flowed = (
  { length, shown: begun }: Word,
  inlines: readonly Inline[],
  page: Page,
  paint: Paint,
  width: number,
): readonly string[] => {
  const lines: string[] = [];
  let [text, at] = [begun, length];
  for (const word of wordsOf(inlines, page, paint)) {
    const isFirst = at === length;
    if (!isFirst && at + 1 + word.length > width) {
      lines.push(text);
      [text, at] = [`${' '.repeat(length)}${word.shown}`, length + word.length];
    } else [text, at] = [`${text}${isFirst ? '' : ' '}${word.shown}`, at + (isFirst ? 0 : 1) + word.length];
  }
  return [...lines, text];
};

const indent: Word = { length: 2, shown: '  ' };
const bullet: Word = { length: 4, shown: '  • ' };

const partLines = (part: Part, page: Page, paint: Paint, width: number): readonly string[] => {
  switch (part.kind) {
    case 'line': {
      // An address is followed more easily where it stands alone.
      const links = part.inlines.filter(({ kind }) => kind === 'link');
      const lines = links.length > 0 ? links.map((link) => [link]) : [part.inlines];
      return lines.flatMap((inlines) => flowed(indent, inlines, page, paint, width));
    }
    case 'facts': {
      const widest = Math.max(...part.facts.map(({ label }) => label.length));
      return part.facts.flatMap(({ label, value }) => {
        const begun = { length: widest + 4, shown: line`  ${paint.dim(label.padEnd(widest))}  ` };
        return flowed(begun, value, page, paint, width);
      });
    }
    case 'list':
      return part.items.flatMap((item) => flowed(bullet, item, page, paint, width));
    case 'block':
      // To be pasted: never broken.
      return part.text.split('\n').map((each) => line`  ${paint.accent(each)}`);
  }
};

const sectionLines = ({ title, parts }: Section, page: Page, paint: Paint, width: number): readonly string[] => [
  '',
  ...(title === undefined ? [] : [line`${paint.bold(title)}`]),
  ...parts.flatMap((part) => partLines(part, page, paint, width)),
];

/** A notice that a channel is told at a moment, as a command writes it: for people, or for programs. */
export const toldLines = (
  { at, channel, notice }: { at: Instant; channel: string; notice: Notice },
  { format, paint, width }: Pick<Output, 'format' | 'paint' | 'width'>,
): readonly string[] =>
  format === 'json'
    ? [safeJson({ type: 'notice', at: isoOf(at), channel, notice })]
    : [line`${paint.dim(`${timeOf(at)} → ${channel}`)}`, ...noticeLines(notice, paint, width)];

/** A notice on a terminal: the same that other channels say. */
export const noticeLines = (notice: Notice, paint: Paint, width: number): readonly string[] => {
  const page = pageOf(notice, boundsOf(1));
  const severity = page.isRelief ? paint.good(page.severity) : paint.severity(page.severity);
  return [
    line`${page.mark} ${severity}: ${page.what}`,
    ...wrapped(page.headline, width).map((each) => line`${paint.bold(each)}`),
    ...page.sections.flatMap((section) => sectionLines(section, page, paint, width)),
    '',
  ];
};
