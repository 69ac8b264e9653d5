import { cutTo, safe, safeJson } from '../../core/printable.ts';
import type { Notice } from '../notice.ts';
import { bytesOf, fitting } from './bounds.ts';
import { subjectOf } from './email.ts';
import { topicMessageOf } from './machine.ts';
import { pageOf } from './page.ts';
import { pageText } from './text.ts';
import { transitionOf } from './words.ts';

/** What filters of subscriptions look at: one text, or several of which one has to fit. */
export type TopicAttribute =
  | { type: 'String'; value: string }
  /** `value`: a JSON list of texts. */
  | { type: 'String.Array'; value: string };

/** A message as a topic takes it, with `MessageStructure: json`. */
export interface TopicPublication {
  /** For the subjects of mail. */
  subject: string;
  /** JSON: `default` is JSON once more, for machines; `email` is plain text. */
  message: string;
  attributes: Readonly<Record<string, TopicAttribute>>;
}

/** SNS takes 256 KiB, attributes included (SNS developer guide, large message payloads). */
const mostBytes = 240_000;
/** Fewer than 100 characters of ASCII, no line break, beginning with a letter, a number or a mark (SNS API, Publish). */
const mostInSubject = 99;

const asciiOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^\x20-\x7e]+/g, '?');

/** A subject as a topic takes it. */
export const topicSubject = (text: string): string => {
  const subject = asciiOf(text);
  return subject.length <= mostInSubject ? subject : `${subject.slice(0, mostInSubject - 3)}...`;
};

const severalOf = (values: readonly (string | undefined | null)[]): TopicAttribute | undefined => {
  const told = [...new Set(values.flatMap((value) => (value ? [cutTo(safe(value), 256)] : [])))].slice(0, 20);
  return told.length === 0 ? undefined : { type: 'String.Array', value: safeJson(told) };
};

const attributesOf = (notice: Notice): TopicPublication['attributes'] => {
  const stories = notice.kind === 'finding' ? notice.stories : [];
  const accounts = notice.kind === 'list' ? notice.listed.map(({ account }) => account) : [];
  const all = {
    severity: { type: 'String' as const, value: notice.severity },
    transition: { type: 'String' as const, value: transitionOf(notice) },
    control: severalOf(stories.map(({ controlId }) => controlId)),
    account: severalOf([...stories.map(({ account }) => account.id), ...accounts]),
    environment: severalOf(stories.map(({ placement }) => placement.environment)),
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])));
};

/** A notice as a message of a topic. */
export const topicPublication = (notice: Notice): TopicPublication => ({
  subject: topicSubject(subjectOf(notice)),
  message: fitting(
    (bounds) =>
      JSON.stringify({
        default: safeJson(topicMessageOf(notice, bounds)),
        email: pageText(pageOf(notice, bounds)),
      }),
    (message) => bytesOf(message) <= mostBytes,
  ),
  attributes: attributesOf(notice),
});
