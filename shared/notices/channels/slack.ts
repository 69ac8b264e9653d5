import type {
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextSection,
} from '@slack/types';
import { cutTo } from '../../core/printable.ts';
import type { Notice } from '../notice.ts';
import { bytesOf, fitting, type Bounds } from './bounds.ts';
import { pageOf, type Fact, type Inline, type Page, type Part, type Section } from './page.ts';
import { isRelief, timeIn } from './words.ts';

/**
 * A message as `chat.postMessage` and incoming webhooks take it. All that comes from others is in rich text, whose texts
 * are shown to the letter: no markup is read in them, so a star stays a star and a command is what is pasted. (Text objects
 * of `mrkdwn` would have to be escaped, and would still eat stars.)
 */
export interface SlackMessage {
  /** For notifications and screen readers, which do not show blocks. */
  text: string;
  blocks: KnownBlock[];
  mrkdwn: false;
  parse: 'none';
  link_names: false;
  unfurl_links: false;
  unfurl_media: false;
}

/** Block Kit reference: blocks of a message, characters of a header. */
const mostBlocks = 50;
const mostInHeader = 150;
/**
 * All blocks together. Slack documents no sum, and answers `msg_blocks_too_long` from about 13,000 characters of JSON on
 * (github.com/slackapi/bolt-js issues 2509 and 2867).
 */
const mostBytes = 12_000;
const mostInText = 600;

const inlineOf = (inline: Inline, { timeZone }: Page): RichTextElement[] => {
  switch (inline.kind) {
    case 'text':
      return inline.text === '' ? [] : [{ type: 'text', text: inline.text }];
    case 'strong':
      return inline.text === '' ? [] : [{ type: 'text', text: inline.text, style: { bold: true } }];
    case 'code':
      return inline.text === '' ? [] : [{ type: 'text', text: inline.text, style: { code: true } }];
    case 'time':
      return [
        {
          type: 'date',
          timestamp: Math.floor(inline.at / 1_000),
          format: '{date_short_pretty} {time}',
          fallback: timeIn(inline.at, timeZone),
        },
      ];
    case 'link':
      return [{ type: 'link', url: inline.url, text: inline.label }];
  }
};

const lineOf = (inlines: readonly Inline[], page: Page): RichTextSection => ({
  type: 'rich_text_section',
  elements: inlines.flatMap((inline) => inlineOf(inline, page)),
});

const factLine = ({ label, value }: Fact, page: Page): RichTextSection =>
  lineOf([{ kind: 'strong', text: `${label}: ` }, ...value], page);

const partOf = (part: Part, page: Page): RichTextBlockElement => {
  switch (part.kind) {
    case 'line':
      return lineOf([...part.inlines, { kind: 'text', text: '\n' }], page);
    case 'facts':
      return { type: 'rich_text_list', style: 'bullet', elements: part.facts.map((each) => factLine(each, page)) };
    case 'list':
      return { type: 'rich_text_list', style: 'bullet', elements: part.items.map((item) => lineOf(item, page)) };
    case 'block':
      return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: part.text }] };
  }
};

const sectionOf = ({ title, parts }: Section, page: Page): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    ...(title === undefined ? [] : [lineOf([{ kind: 'strong', text: `${title}\n` }], page)]),
    ...parts.map((part) => partOf(part, page)),
  ],
});

const headerOf = ({ badge }: Page): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: cutTo(badge, mostInHeader), emoji: false },
});

/** Slack reads `& < >` in texts whatever one tells it (docs.slack.dev, formatting message text). */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const blocksOf = (page: Page): KnownBlock[] => {
  const all: KnownBlock[] = [
    headerOf(page),
    sectionOf({ parts: [{ kind: 'line', inlines: [{ kind: 'strong', text: page.headline }] }] }, page),
    ...page.sections.map((section) => sectionOf(section, page)),
  ];
  if (all.length <= mostBlocks) return all;
  const kept = all.slice(0, mostBlocks - 1);
  const more: Section = {
    parts: [{ kind: 'line', inlines: [{ kind: 'text', text: `and ${all.length - kept.length} more parts` }] }],
  };
  return [...kept, sectionOf(more, page)];
};

const messageOf = (notice: Notice, bounds: Bounds): SlackMessage => {
  const page = pageOf(notice, bounds);
  return {
    text: escaped(cutTo(`${page.badge}: ${page.headline}`, mostInText)),
    blocks: blocksOf(page),
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  };
};

/** A notice as a message of Slack. */
export const slackMessage = (notice: Notice): SlackMessage =>
  fitting(
    (bounds) => messageOf(notice, bounds),
    ({ blocks }) => bytesOf(JSON.stringify(blocks)) <= mostBytes,
  );

/** In a thread, what calls for somebody is shown in the channel as well; what is settled is not. */
export const isBroadcast = (notice: Notice): boolean => !isRelief(notice);
