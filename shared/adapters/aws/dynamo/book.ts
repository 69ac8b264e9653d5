import { randomUUID } from 'node:crypto';
import type { Book, BookEntry } from '../../../ports.ts';
import { number, numberIn, text, textIn, type Item, type Key } from './attributes.ts';
import type { Context } from './context.ts';
import { bookPartition } from './layout.ts';
import { packed, unpacked } from './packed.ts';

const keyOfEntry = (name: string): Key => ({ pk: bookPartition(name), sk: '#' });

/** Whoever replaces nothing may also replace what has expired and was not removed yet. */
const onCondition = (version: number, now: number): { when: string; values: Item } =>
  version === 0
    ? {
        when: 'attribute_not_exists(#pk) or #expires <= :now',
        values: { ':now': number(Math.floor(now / 1_000)) },
      }
    : { when: '#version = :version', values: { ':version': number(version) } };

/** Small things by name, an item each. */
export const bookIn = ({ table, texts, clock }: Context): Book => ({
  entries: async (names) => {
    const items = await table.getAll(names.map(keyOfEntry));
    const found = new Map<string, BookEntry>();
    await Promise.all(
      items.map(async (item, index) => {
        const version = numberIn(item, 'version');
        if (version === undefined) return;
        const value = await unpacked<unknown>(textIn(item, 'body') ?? '', texts.of);
        found.set(names[index] ?? '', { value, version });
      }),
    );
    return found;
  },
  write: async (name, value, version, until) => {
    const { body, texts: cited } = packed(value);
    await texts.keep(cited);
    // An answer that is lost must not make a writer believe that somebody else was first.
    const writer = randomUUID();
    const put: Item = {
      pk: text(bookPartition(name)),
      sk: text('#'),
      kind: text('other'),
      body: text(body),
      version: number(version + 1),
      writer: text(writer),
      ...(until !== undefined && { expires: number(Math.ceil(until / 1_000)) }),
    };
    const outcome = await table.transact([{ put, ...onCondition(version, clock.now()), as: 'claim' }]);
    if (outcome.kind === 'written') return true;
    return outcome.kind === 'refused' && textIn(outcome.refusals[0]?.item, 'writer') === writer;
  },
});
