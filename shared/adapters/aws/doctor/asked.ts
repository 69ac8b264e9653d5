import type { Told } from '../../../app/service/doctor-facts.ts';
import { awsError } from '../trail/aws-error.ts';

/** What a question comes to: an answer, or why there is none. Without credentials there is nothing to tell at all: that is thrown. */
export const asked = async <Value>(question: () => Promise<Value>): Promise<Told<Value>> => {
  try {
    return { kind: 'told', value: await question() };
  } catch (error) {
    return { kind: 'unknown', reason: awsError(error, { what: 'AWS', permission: '' }, 'file').message };
  }
};

/** All pages of a list, one after the other. */
export const allPages = async <Item>(
  page: (token: string | undefined) => Promise<{ items: readonly Item[] | undefined; next: string | undefined }>,
): Promise<Item[]> => {
  const found: Item[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = await page(token);
    found.push(...items);
    token = next === '' ? undefined : next;
  } while (token !== undefined);
  return found;
};
