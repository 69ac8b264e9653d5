import { createHash } from 'node:crypto';
import { resourceKey, type ResourceRef } from '../../core/resource-ref.ts';
import type { ResourceType } from '../../core/resource-type.ts';
import type { Store } from '../../ports.ts';
import type { ListMessage } from './messages.ts';
import { allOf } from './unread.ts';

/** A list that has come to its end, and what stood on its last page. */
export interface Completed {
  type: ResourceType;
  message: ListMessage;
  listed: readonly ResourceRef[];
}

/** In characters of 6 bits: two names in a list of millions hardly ever come to one mark. */
const markLength = 8;

const markOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, markLength);

/** Under which name it is kept what stood on a page, until the list is at its end. The next sweep writes over it. */
const pageName = ({ type, account, region }: ListMessage, page: number): string =>
  `listed ${type} ${account} ${region} ${page}`;

/** What to keep of a page that is not the last. */
export const keptPage = (message: ListMessage, listed: readonly ResourceRef[]): Readonly<Record<string, string>> => ({
  [pageName(message, message.pages ?? 0)]:
    `${message.sweep} ${listed.map((each) => markOf(resourceKey(each))).join('')}`,
});

const marksIn = (marks: string): string[] =>
  Array.from({ length: marks.length / markLength }, (_, index) =>
    marks.slice(index * markLength, (index + 1) * markLength),
  );

/** What stood on the pages of a list; undefined where a page was kept by another sweep, or not at all. */
const listedMarks = async (
  { message, listed }: Completed,
  { checkpoint }: Pick<Store, 'checkpoint'>,
): Promise<Set<string> | undefined> => {
  const marks = new Set(listed.map((each) => markOf(resourceKey(each))));
  for (let page = 0; page < (message.pages ?? 0); page++) {
    const kept = await checkpoint(pageName(message, page));
    if (!kept?.startsWith(`${message.sweep} `)) return undefined;
    for (const mark of marksIn(kept.slice(message.sweep.length + 1))) marks.add(mark);
  }
  return marks;
};

const keptAtOnce = 100;

/**
 * The resources that the store knows to be there, and that a list which has come to its end does not show: they may be gone,
 * and nobody told of it. Lists are eventually consistent, so that this says nothing yet: whoever asks reads them.
 */
export const vanished = async (completed: Completed, store: Store): Promise<readonly ResourceRef[]> => {
  const { type, message } = completed;
  const marks = await listedMarks(completed, store);
  if (!marks) return [];
  const all = allOf(type, message);
  const missing: string[] = [];
  for await (const key of store.present(type.name, all)) {
    if (key !== resourceKey(all) && !marks.has(markOf(key))) missing.push(key);
  }
  const found: ResourceRef[] = [];
  for (let from = 0; from < missing.length; from += keptAtOnce) {
    const batch = await store.begin([]);
    const kept = await batch.kept(missing.slice(from, from + keptAtOnce));
    await batch.abandon();
    found.push(...[...kept.values()].filter(({ known }) => known.exists !== false).map(({ known }) => known.resource));
  }
  return found;
};
