import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import * as fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { expect, test } from 'vitest';
import { noticeLines } from '../../cli/render/notice.ts';
import { painter } from '../../cli/render/text.ts';
import { mimeOf } from '../../shared/adapters/mime.ts';
import { letterOf } from '../../shared/notices/channels/email.ts';
import { detailTypes } from '../../shared/notices/channels/event-schema.ts';
import { busEvents } from '../../shared/notices/channels/event.ts';
import { slackMessage } from '../../shared/notices/channels/slack.ts';
import { topicPublication } from '../../shared/notices/channels/sns.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import { blockKitFaults } from './block-kit.ts';
import { hostileText, hugeText, noticesOf, textsIn } from './notices.ts';

/** What must reach nobody's eyes: what moves cursors, hides, reorders, or is no character. Line breaks are looked at apart. */
const acted =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/u;

const generated = (name: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../infra/generated', name), 'utf8')) as object;
const ajv = new Ajv({ strict: true, allErrors: true });
formats.default(ajv);
const isEvent = ajv.compile(generated('event.schema.json'));
const isTopicMessage = ajv.compile(generated('topic-message.schema.json'));

const allTexts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(allTexts) : [];
};

const checkSlack = (notice: Notice): void => {
  const message = slackMessage(notice);
  expect(blockKitFaults(message)).toEqual([]);
  expect(JSON.parse(JSON.stringify(message))).toEqual(message);
  expect(allTexts(message.blocks).filter((text) => acted.test(text))).toEqual([]);
  expect(message.text).not.toMatch(/[\n\r]/);
};

/** The characters that SQS and SNS take: those of XML 1.0. */
// oxlint-disable-next-line no-control-regex
const xml = /^[\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

const checkTopic = (notice: Notice): void => {
  const { subject, message, attributes } = topicPublication(notice);
  expect(subject).toMatch(/^[!-~][ -~]{0,98}$/);
  expect(message).toMatch(xml);
  const { default: machines, email, ...others } = JSON.parse(message) as Record<string, string>;
  expect(others).toEqual({});
  expect(machines).toMatch(xml);
  expect(isTopicMessage(JSON.parse(machines ?? '')), JSON.stringify(isTopicMessage.errors)).toBe(true);
  expect(email).not.toMatch(acted);
  const extra = Object.entries(attributes).flatMap(([name, { type, value }]) => [name, type, value]);
  expect(extra.join('')).toMatch(xml);
  expect(Buffer.byteLength(message + subject + extra.join(''))).toBeLessThanOrEqual(262_144);
  for (const { type, value } of Object.values(attributes)) {
    expect(value).not.toBe('');
    if (type === 'String.Array') expect(JSON.parse(value)).toSatisfy((all) => Array.isArray(all) && all.length > 0);
  }
};

const checkEvents = (notice: Notice): void => {
  const events = busEvents(notice);
  expect(events.length).toBe(notice.kind === 'finding' ? notice.stories.length : 1);
  for (const { source, detailType, detail, resources } of events) {
    expect(isEvent(JSON.parse(detail)), JSON.stringify(isEvent.errors)).toBe(true);
    expect(detail).toMatch(xml);
    expect(Object.values(detailTypes)).toContain(detailType);
    expect(resources.every((arn) => arn.startsWith('arn:'))).toBe(true);
    expect(Buffer.byteLength([source, detailType, detail, ...resources].join('')) + 14).toBeLessThanOrEqual(262_144);
  }
};

const tags = new Set(
  'html head meta title style body div h1 h2 p strong code span a table tbody tr th td ul li pre'.split(' '),
);
const attributes = new Set(
  'lang charset name content style class href role cellpadding cellspacing border align valign'.split(' '),
);

const nodesOf = (node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Node[] => [
  node,
  ...('childNodes' in node ? node.childNodes.flatMap(nodesOf) : []),
];

const textOf = (node: DefaultTreeAdapterTypes.Node): string =>
  nodesOf(node)
    .map((each) => ('value' in each ? each.value : ''))
    .join('');

const checkHtml = (text: string): string => {
  const errors: string[] = [];
  const document = parse(text, { onParseError: ({ code }) => errors.push(code) });
  expect(errors).toEqual([]);
  const nodes = nodesOf(document);
  const elements = nodes.filter((node) => 'tagName' in node);
  expect(nodes.filter(({ nodeName }) => nodeName === '#comment')).toEqual([]);
  expect(elements.map(({ tagName }) => tagName).filter((name) => !tags.has(name))).toEqual([]);
  const all = elements.flatMap(({ attrs }) => attrs);
  expect(all.filter(({ name }) => !attributes.has(name))).toEqual([]);
  for (const { name, value } of all) if (name === 'href') expect(value).toMatch(/^https:\/\/[^\s"<>]+$/);
  // Nothing of a record is in a style: all of them are of our own letters.
  for (const { name, value } of all) if (name === 'style') expect(value).toMatch(/^[\w\s:;#,.%-]+$/);
  expect(nodes.flatMap((node) => ('value' in node && acted.test(node.value) ? [node.value] : []))).toEqual([]);
  expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  const title = elements.find(({ tagName }) => tagName === 'h1');
  return title ? textOf(title) : '';
};

const headers = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'references',
  'subject',
  'to',
];
const ofImportance = ['importance', 'x-priority'];

const checkMail = async (notice: Notice): Promise<void> => {
  const { subject, text, html } = letterOf(notice);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(subject).not.toMatch(acted);
  expect(text).not.toMatch(acted);
  const page = checkHtml(html);
  const mime = await mimeOf(notice, {
    from: 'sagewatch@example.com',
    to: ['team@example.com', 'other@example.com'],
    unsubscribeUrl: 'https://example.com/unsubscribe?who=1',
  });
  // On the wire: ASCII, and lines of at most 998 characters (RFC 5322).
  expect(mime.every((byte) => byte < 128)).toBe(true);
  expect(
    Math.max(
      ...mime
        .toString('latin1')
        .split('\r\n')
        .map(({ length }) => length),
    ),
  ).toBeLessThanOrEqual(998);
  expect(mime.toString('latin1')).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
  const read = await simpleParser(mime, { skipHtmlToText: true, skipTextToHtml: true });
  const expected = [...headers, ...(notice.severity === 'critical' ? ofImportance : [])].sort();
  expect(read.headerLines.map(({ key }) => key).sort()).toEqual(expected);
  expect(read.subject).toBe(subject);
  expect([read.from].flat().map((all) => all?.value.map(({ address }) => address))).toEqual([
    ['sagewatch@example.com'],
  ]);
  expect([read.to].flat().flatMap((all) => all?.value.map(({ address }) => address))).toEqual([
    'team@example.com',
    'other@example.com',
  ]);
  expect(read.text?.trimEnd()).toBe(text.trimEnd());
  expect((read.html || '').trimEnd()).toBe(html.trimEnd());
  expect(read.attachments).toEqual([]);
  expect(html).toContain('</html>');
  expect(text).toContain(page);
};

const checkConsole = (notice: Notice): void => {
  for (const colours of [true, false]) {
    const shown = noticeLines(notice, painter(colours), 100);
    // oxlint-disable-next-line no-control-regex
    const plain = shown.map((each) => (colours ? each.replaceAll(/\u001b\[\d+(;\d+)*m/g, '') : each));
    expect(plain.filter((each) => acted.test(each) || each.includes('\n'))).toEqual([]);
  }
};

const check = async (notice: Notice): Promise<void> => {
  checkSlack(notice);
  checkTopic(notice);
  checkEvents(notice);
  checkConsole(notice);
  await checkMail(notice);
};

const runs = Math.max(Number(process.env.FUZZ_RUNS ?? 0) / 40, 250);

test('10,000 hostile texts through every channel: valid, within limits, and nothing in them acts', async () => {
  let texts = 0;
  await fc.assert(
    fc.asyncProperty(noticesOf(hostileText), async (notice) => {
      texts += textsIn(notice);
      await check(notice);
    }),
    { numRuns: runs },
  );
  expect(texts).toBeGreaterThan(10_000);
});

test('names of 100 kB through every channel', async () => {
  await fc.assert(
    fc.asyncProperty(
      noticesOf(fc.oneof({ weight: 1, arbitrary: hugeText }, { weight: 3, arbitrary: hostileText })),
      check,
    ),
    { numRuns: 12 },
  );
});

test.each([' ', '"', '\u0000', '\u202e', '\ud800', '&', '<', '`', '\n', '"\n', '😀'])(
  'names of nothing but 100 kB of %j',
  async (character) => {
    await fc.assert(fc.asyncProperty(noticesOf(fc.constant(character.repeat(100_000 / character.length))), check), {
      numRuns: 2,
    });
  },
);
