import type { FindingNotice, ListNotice, Notice, Story } from '../notice.ts';
import { cut } from './text.ts';

/** The most that a notice may be as JSON, in bytes: it has to fit into a message of a queue, beside what else is in it. */
export const largestNotice = 200_000;

/** The headline and what the notice is addressed by may still be added. */
const room = 10_000;

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const fits = (value: unknown): boolean => sizeOf(value) <= largestNotice - room;

/** What is an address, an id or a command is of use whole or not at all. */
const whole = new Set([
  'findingId',
  'controlId',
  'url',
  'command',
  'waive',
  'eventId',
  'severity',
  'framework',
  'from',
]);

const shortened = <Value>(value: Value, limit: number): Value => {
  const walk = (inner: unknown, name: string): unknown => {
    if (typeof inner === 'string') return whole.has(name) ? inner : cut(inner, limit);
    if (Array.isArray(inner)) return inner.map((each) => walk(each, name));
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, walk(each, key)]));
  };
  return walk(value, '') as Value;
};

/** Texts are cut to these lengths, in turn, until all fits. */
const lengths = [600, 250, 100];

const tersest = 100;

const terse = (story: Story): Story => {
  const { remediation, links, ...rest } = shortened(story, tersest);
  return {
    ...rest,
    details: rest.details.slice(0, 3),
    evidence: [],
    policy: undefined,
    remediation: { ...remediation, command: remediation.command.length > 1_000 ? '' : remediation.command },
    links: links.filter(({ url }) => url.length <= 500),
  };
};

type Stories = FindingNotice['stories'];

/** Stories that fit into one notice: first all texts are cut, then the least grave are left out, and counted. */
export const fittedStories = (stories: Stories, most: number): { stories: Stories; more: number } => {
  const kept = stories.slice(0, most) as unknown as Stories;
  const result = (told: Stories) => ({ stories: told, more: stories.length - told.length });
  if (fits(kept)) return result(kept);
  for (const length of lengths) {
    const told = shortened(kept, length);
    if (fits(told)) return result(told);
  }
  const tersely = kept.map(terse);
  while (tersely.length > 1 && !fits(tersely)) tersely.pop();
  return result(tersely as unknown as Stories);
};

/** A list with texts as long as all of it may be. */
export const fittedList = (notice: ListNotice): ListNotice => {
  const cutTo = [2_000, 400, 100].map((length) => shortened(notice, length));
  return cutTo.find(fits) ?? { ...shortened(notice, tersest), listed: [], more: notice.more + notice.listed.length };
};

/** Whether a notice is small enough to be handed on. */
export const isSmallEnough = (notice: Notice): boolean => sizeOf(notice) < largestNotice;
