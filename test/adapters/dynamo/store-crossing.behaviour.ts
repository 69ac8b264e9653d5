import { describe, expect, test } from 'vitest';
import { watchdog } from '../../fixtures/watchdog.ts';
import {
  delivered,
  held,
  inSqlite,
  later,
  momentsOf,
  preparedBy,
  soInTheEnd,
  storeOn,
  type NewTable,
} from './behaving.ts';
import { largeCrossings, smallCrossings, everyday, manyReferrers, type Crossing } from './stories.ts';
import { counting, Dead, dyingAt, losingAnswerOf, pausedAt } from './troubled.ts';

const requestsOf = async (made: NewTable, { one }: Pick<Crossing, 'one'>): Promise<number> => {
  const { handle, calls } = counting(made.handle);
  await watchdog({ store: storeOn(made, handle) }).feed(...one);
  return calls.length;
};

const ids = (records: Crossing['one']): string[] => records.map(({ eventID }) => eventID);

const largeOf = (named: string): Crossing => {
  const [, [crossing] = []] = Object.entries(largeCrossings()).find(([name]) => name.includes(named)) ?? [];
  if (!crossing) throw new Error(`no crossing of ${named}`);
  return crossing;
};

/** One writer stands still before any of its requests, while others come and go: every such order of two is tried. */
export const crossingBehaviour = (name: string, make: () => Promise<NewTable>, patience: 'much' | 'little'): void => {
  const isMuch = patience === 'much';
  const most = isMuch ? Number(process.env['FUZZ_RUNS'] ?? 10) : 2;
  const some = (count: number): number[] => momentsOf(count, most);
  const crossed = async ({ before, one, others }: Crossing, moments: (count: number) => number[]): Promise<void> => {
    const expected = soInTheEnd(await inSqlite([...before, one, ...others]));
    const prepared = await preparedBy(make, before);
    for (const request of moments(await requestsOf(await prepared(), { one }))) {
      const made = await prepared();
      let evaluated = 0;
      const deliver = async (handle: NewTable['handle'], batch: Crossing['one']) => {
        const store = storeOn(made, handle);
        const { evaluated: more } = await delivered(() => store, batch, 5);
        evaluated += more;
      };
      const paused = pausedAt(made.handle, request, async () => {
        for (const batch of others) await deliver(made.handle, batch);
      });
      await deliver(paused, one);
      expect(soInTheEnd(await held(storeOn(made, made.handle))), `before request ${request}`).toEqual(expected);
      expect(evaluated).toBe(new Set([one, ...others].flatMap(ids)).size);
    }
  };

  describe(name, () => {
    test.each(Object.entries(smallCrossings()))('%s', async (_, crossings) => {
      for (const crossing of isMuch ? crossings : crossings.slice(0, 1)) {
        await crossed(crossing, (count) => momentsOf(count, isMuch ? count : 3));
      }
    });
    const large = Object.entries(largeCrossings());
    test.each(isMuch ? large : large.slice(0, 1))('%s', async (_, crossings) => {
      for (const crossing of isMuch ? crossings : crossings.slice(0, 1)) await crossed(crossing, some);
    });

    test('two large commits, of which each stands still while the other goes on', async () => {
      const {
        before,
        one,
        others: [other = []],
      } = largeOf('enabled again');
      const expected = soInTheEnd(await inSqlite([...before, one, other]));
      const prepared = await preparedBy(make, before);
      const few = isMuch ? Math.ceil(Math.sqrt(most)) : 2;
      for (const request of momentsOf(await requestsOf(await prepared(), { one }), few)) {
        for (const further of momentsOf(await requestsOf(await prepared(), { one: other }), few)) {
          const made = await prepared();
          let second: Promise<unknown> | undefined;
          let goOn = () => {};
          const deliver = async (handle: NewTable['handle'], batch: Crossing['one']) => {
            const store = storeOn(made, handle);
            return delivered(() => store, batch, 5);
          };
          const pausedTwice = pausedAt(made.handle, request, async () => {
            // Until the other stands still, or has ended.
            await new Promise<void>((resolve) => {
              goOn = resolve;
              const paused = pausedAt(made.handle, further, async () => {
                resolve();
                await first;
              });
              second = deliver(paused, other).finally(resolve);
            });
          });
          const first = deliver(pausedTwice, one);
          await first;
          goOn();
          await second;
          expect(soInTheEnd(await held(storeOn(made, made.handle))), `${request} ${further}`).toEqual(expected);
        }
      }
    });

    test('a large commit that was given up as dead, whose writer goes on and then dies, is undone', async () => {
      const { one, before } = largeOf('many jobs');
      const expected = soInTheEnd(await inSqlite([...before, one]));
      const prepared = await preparedBy(make, before);
      for (const request of some(await requestsOf(await prepared(), { one }))) {
        for (const further of isMuch ? [1, 2, 3] : [1]) {
          const made = await prepared();
          let others: Promise<unknown> | undefined;
          const paused = pausedAt(made.handle, request, async () => {
            others = storeOn(made, made.handle, { now: later }).mend();
            await others;
          });
          const dying = storeOn(made, dyingAt(paused, request + further, false));
          await watchdog({ store: dying })
            .feed(...one)
            .catch((error: unknown) => expect(error).toBeInstanceOf(Dead));
          // It can die by one of several requests under way, while others are still at their work.
          await others;
          await delivered(() => storeOn(made, made.handle), one, 1);
          expect(soInTheEnd(await held(storeOn(made, made.handle))), `${request} ${further}`).toEqual(expected);
        }
      }
    });

    test('a large commit that others gave up, whose writer goes on for a while and then dies, is undone', async () => {
      const records = manyReferrers(8);
      const [before, one] = [[records.slice(0, -1)], records.slice(-1)];
      const other = everyday().slice(3, 4);
      const expected = soInTheEnd(await inSqlite([...before, one, other]));
      const prepared = await preparedBy(make, before);
      const count = await requestsOf(await prepared(), { one });
      for (const request of some(count)) {
        for (const further of isMuch ? [1, 2, 4] : [2]) {
          const made = await prepared();
          let others: Promise<unknown> | undefined;
          const paused = pausedAt(made.handle, request, async () => {
            const store = storeOn(made, made.handle);
            others = delivered(() => store, other, 5);
            await others;
          });
          const dying = storeOn(made, dyingAt(paused, request + further, false));
          await watchdog({ store: dying })
            .feed(...one)
            .catch((error: unknown) => expect(error).toBeInstanceOf(Dead));
          // It can die by one of several requests under way, while others are still at their work.
          await others;
          await delivered(() => storeOn(made, made.handle), one, 1);
          expect(soInTheEnd(await held(storeOn(made, made.handle))), `${request} ${further}`).toEqual(expected);
        }
      }
    });

    const stories: [string, () => Crossing['before']][] = [
      [
        'a small commit',
        () =>
          everyday()
            .slice(0, 3)
            .map((each) => [each]),
      ],
      ['a large commit', () => [manyReferrers(8).slice(0, -1), manyReferrers(8).slice(-1)]],
    ];
    test.each(isMuch ? stories : stories.slice(0, 1))(
      'an answer that is lost at any moment of %s changes nothing, and nothing that is told of it',
      async (_, storyOf) => {
        const story = storyOf();
        const [before, one] = [story.slice(0, -1), story.at(-1) ?? []];
        const prepared = await preparedBy(make, before);
        const undisturbed = await prepared();
        const { handle, calls } = counting(undisturbed.handle);
        const assessed = await watchdog({ store: storeOn(undisturbed, handle) }).feed(...one);
        const expected = await held(storeOn(undisturbed, undisturbed.handle));
        for (const request of some(calls.length)) {
          const made = await prepared();
          const store = storeOn(made, losingAnswerOf(made.handle, request));
          expect(await watchdog({ store }).feed(...one), `request ${request}`).toEqual(assessed);
          expect(await held(storeOn(made, made.handle))).toEqual(expected);
        }
      },
    );
  });
};
