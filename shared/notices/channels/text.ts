import type { Inline, Page, Part, Section } from './page.ts';
import { timeIn } from './words.ts';

const inlineText = (inline: Inline, { timeZone }: Page): string => {
  switch (inline.kind) {
    case 'text':
    case 'strong':
    case 'code':
      return inline.text;
    case 'time':
      return timeIn(inline.at, timeZone);
    case 'link':
      return `${inline.label}: ${inline.url}`;
  }
};

const lineText = (inlines: readonly Inline[], page: Page): string =>
  inlines.map((inline) => inlineText(inline, page)).join('');

const partLines = (part: Part, page: Page): readonly string[] => {
  switch (part.kind) {
    case 'line':
      return [lineText(part.inlines, page)];
    case 'facts':
      return part.facts.map(({ label, value }) => `${label}: ${lineText(value, page)}`);
    case 'list':
      return part.items.map((item) => `- ${lineText(item, page)}`);
    case 'block':
      return part.text.split('\n').map((line) => `    ${line}`);
  }
};

const sectionText = ({ title, parts }: Section, page: Page): string =>
  [
    ...(title === undefined ? [] : [title, '-'.repeat(Math.min(title.length, 72))]),
    ...parts.flatMap((part) => partLines(part, page)),
  ].join('\n');

/** A page as plain text that stands alone. */
export const pageText = (page: Page): string =>
  `${[page.badge, page.headline, ...page.sections.map((section) => sectionText(section, page))].join('\n\n')}\n`;
