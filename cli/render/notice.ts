import { isoOf, type Instant } from '../../shared/core/instant.ts';
import { boundsOf } from '../../shared/notices/channels/bounds.ts';
import { pageOf, type Inline, type Page, type Part, type Section } from '../../shared/notices/channels/page.ts';
import { timeIn } from '../../shared/notices/channels/words.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import type { Output } from '../output.ts';
import { line, safeJson, wrapped, type Paint, type Styled } from './text.ts';
import { timeOf } from './words.ts';

const inlineShown = (inline: Inline, { timeZone }: Page, paint: Paint): string | Styled => {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'strong':
      return paint.bold(inline.text);
    case 'code':
      return paint.accent(inline.text);
    case 'time':
      return timeIn(inline.at, timeZone);
    case 'link':
      return { styled: line`${inline.label}: ${paint.dim(inline.url)}` };
  }
};

const joined = (inlines: readonly Inline[], page: Page, paint: Paint): Styled => ({
  styled: inlines.map((inline) => line`${inlineShown(inline, page, paint)}`).join(''),
});

const isPlain = (inlines: readonly Inline[]): boolean => inlines.every(({ kind }) => kind === 'text');

const partLines = (part: Part, page: Page, paint: Paint, width: number): readonly string[] => {
  switch (part.kind) {
    case 'line':
      return isPlain(part.inlines)
        ? wrapped(joined(part.inlines, page, paint).styled, width - 2).map((each) => line`  ${each}`)
        : [line`  ${joined(part.inlines, page, paint)}`];
    case 'facts':
      return part.facts.map(({ label, value }) => line`  ${paint.dim(label)}  ${joined(value, page, paint)}`);
    case 'list':
      return part.items.map((item) => line`  • ${joined(item, page, paint)}`);
    case 'block':
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
