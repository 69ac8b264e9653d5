import { describe, expect, test } from 'vitest';
import { randomOf } from '../../../examples/make/random.ts';
import { watchdog } from '../../fixtures/watchdog.ts';
import {
  delivered,
  held,
  heldAfter,
  inSqlite,
  momentsOf,
  oneByOne,
  preparedBy,
  soInTheEnd,
  storeOn,
  type NewTable,
  type Told,
} from './behaving.ts';
import { anyStory, everyday, manyReferrers } from './stories.ts';
import { counting, Dead, dyingAt, interleaved, troubled } from './troubled.ts';

/** What the store has to bear that others write too, that requests fail, and that writers die. `patience`: how much is tried. */
export const storeBehaviour = (name: string, make: () => Promise<NewTable>, patience: 'much' | 'little'): void => {
  const isMuch = patience === 'much';
  const most = Number(process.env['FUZZ_RUNS'] ?? 8);
  const seeds = (few: number) => Array.from({ length: isMuch ? most : few }, (_, seed) => seed);

  describe(name, () => {
    test('everyday life is the same as in SQLite: late, repeated, one by one and in one batch', async () => {
      const records = everyday();
      for (const batches of [oneByOne(records), [records]]) {
        const made = await make();
        const store = storeOn(made, made.handle);
        const expected = await inSqlite(batches);
        expect(await heldAfter(store, batches)).toEqual(expected);
        expect(await heldAfter(store, [...batches, ...oneByOne(records)])).toEqual(expected);
      }
    });

    test('a change that touches more than a transaction takes is one commit', async () => {
      const mostActions = isMuch ? 100 : 20;
      const records = manyReferrers(isMuch ? 40 : 8);
      const batches = [records.slice(0, -1), records.slice(-1)];
      const made = await make();
      const { handle, calls } = counting(made.handle);
      const store = storeOn(made, handle, { mostActions });
      expect(await heldAfter(store, batches)).toEqual(await inSqlite(batches));
      const sizes = calls.map(({ input }) => ((input['TransactItems'] as unknown[]) ?? []).length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(mostActions);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(mostActions);
      expect(await store.mend()).toBe(0);
    });

    test.each(seeds(3))(
      'writers that race on the same resources lose nothing and double nothing (%i)',
      async (seed) => {
        const random = randomOf(`race ${seed}`);
        const records = anyStory(random, 14);
        const expected = await inSqlite(oneByOne(records.toSorted((a, b) => (a.eventTime < b.eventTime ? -1 : 1))));
        const made = await make();
        const handle = interleaved(made.handle, random);
        const stores = [1, 2, 3].map(() => storeOn(made, handle));
        const counts = await Promise.all(
          stores.map(async (store, index) => {
            // Each has its part, and some of what others have too.
            const own = records.filter((_, at) => at % 3 === index || at % 5 === index);
            let evaluated = 0;
            for (let at = 0; at < own.length;) {
              const size = 1 + random.below(3);
              evaluated += (await delivered(() => store, own.slice(at, at + size), 50)).evaluated;
              at += size;
            }
            return evaluated;
          }),
        );
        expect(soInTheEnd(await held(storeOn(made, made.handle)))).toEqual(soInTheEnd(expected));
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(records.length);
      },
    );

    test.each(seeds(2))('two large commits that cross each other both come true, once (%i)', async (seed) => {
      const random = randomOf(`large ${seed}`);
      const count = 8;
      const records = manyReferrers(count);
      const [halves, disabled] = [[records.slice(0, count / 2), records.slice(count / 2, count)], records.slice(count)];
      const expected = await inSqlite([records]);
      const made = await make();
      const handle = interleaved(made.handle, random);
      await Promise.all(
        [...halves, disabled].map(async (batch) => {
          const store = storeOn(made, handle);
          return delivered(() => store, batch, 50);
        }),
      );
      expect(soInTheEnd(await held(storeOn(made, made.handle)))).toEqual(soInTheEnd(expected));
    });

    test.each(seeds(2))('throttling, faults and lost answers lose nothing and double nothing (%i)', async (seed) => {
      const random = randomOf(`trouble ${seed}`);
      const batches = [...oneByOne(everyday()), manyReferrers(8)];
      const expected = await inSqlite(batches);
      const made = await make();
      const store = storeOn(made, troubled(made.handle, random, 0.15));
      for (const batch of batches) await delivered(() => store, batch, 50);
      expect(await held(storeOn(made, made.handle))).toEqual(expected);
    });

    const stories: [string, () => Told[]][] = [
      ['a small commit', () => oneByOne(everyday()).slice(0, 3)],
      ['a large commit', () => [manyReferrers(8).slice(0, -1), manyReferrers(8).slice(-1)]],
    ];
    test.each(stories)('a writer that dies at any moment of %s leaves nothing half done', async (_, storyOf) => {
      const story = storyOf();
      const expected = await inSqlite(story);
      const before = story.slice(0, -1);
      const last = story.at(-1) ?? [];
      const prepared = await preparedBy(make, before);
      const undisturbed = await prepared();
      const { handle, calls } = counting(undisturbed.handle);
      await watchdog({ store: storeOn(undisturbed, handle) }).feed(...last);
      for (const request of momentsOf(calls.length, isMuch ? most * 3 : 4)) {
        // What is not carried out at the end of a request is what is carried out at the end of the one before it.
        for (const isCarriedOut of request === 1 ? [false, true] : [true]) {
          const made = await prepared();
          const dying = storeOn(made, dyingAt(made.handle, request, isCarriedOut));
          await expect(watchdog({ store: dying }).feed(...last)).rejects.toThrow(Dead);
          // The queue delivers it again, to somebody else.
          await delivered(() => storeOn(made, made.handle), last, 1);
          expect(await held(storeOn(made, made.handle)), `${request} ${isCarriedOut}`).toEqual(expected);
        }
      }
    });
  });
};
