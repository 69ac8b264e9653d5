import type { Transition } from '../../../core/finding.ts';
import type { Instant } from '../../../core/instant.ts';
import { keyOf, text, textIn, type Item } from './attributes.ts';
import type { Context } from './context.ts';
import { indexes, monthOf, orderText, transitionList, transitionPartition, transitionSort } from './layout.ts';
import { unpacked } from './packed.ts';

/** The month after one, as `2026-12`. */
const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
};

/** At one moment a finding is opened before it is raised or waived, and that before it is resolved. */
const ranks: Readonly<Record<Transition['change'], number>> = {
  opened: 0,
  reopened: 0,
  raised: 1,
  waived: 2,
  'waiver-ended': 3,
  resolved: 4,
};

const inTheirOrder = (a: Transition, b: Transition): number =>
  a.at - b.at || a.finding.episodeCount - b.finding.episodeCount || ranks[a.change] - ranks[b.change];

/** The first month that a store of ours can know of. */
const firstMonth = '2026-01';

/** The questions about how findings moved, and the outbox. */
export const transitionQueries = ({ table, texts, clock }: Context) => {
  const bodies = async (items: readonly (Item | undefined)[]): Promise<Transition[]> =>
    Promise.all(
      items
        .filter((item) => item !== undefined)
        .map(async (item) => unpacked<Transition>(textIn(item, 'body') ?? '', texts.of)),
    );

  return {
    transitionsIn: bodies,
    transitionsOf: async (findingId: string): Promise<Transition[]> => {
      const query = { where: '#pk = :pk', values: { ':pk': text(transitionPartition(findingId)) } };
      const items = await Array.fromAsync(table.query({ ...query, consistent: true }));
      return (await bodies(items)).toSorted(inTheirOrder);
    },
    transitionsSince: async function* (moment: Instant): AsyncGenerator<Transition> {
      const last = monthOf(clock.now());
      const first = Number.isFinite(moment) && monthOf(moment) > firstMonth ? monthOf(moment) : firstMonth;
      for (let month = first; month <= last; month = nextMonth(month)) {
        const query = {
          index: indexes.listed,
          where: '#list = :list and #place >= :place',
          values: { ':list': text(transitionList(month)), ':place': text(orderText(moment)) },
        };
        const keys = (await Array.fromAsync(table.query(query))).map(keyOf);
        yield* await bodies(await table.getAll(keys, 'stale'));
      }
    },
    pendingTransitions: async (limit: number): Promise<Transition[]> => {
      const query = { index: indexes.todo, where: '#todo = :todo', values: { ':todo': text('pending') }, page: limit };
      const keys = [];
      for await (const item of table.query(query)) if (keys.push(keyOf(item)) >= limit) break;
      // The index may not know yet that one was sent.
      const items = await table.getAll(keys);
      return bodies(items.filter((item) => textIn(item, 'todo') === 'pending'));
    },
    markSent: async (transitions: readonly Transition[]): Promise<void> => {
      await Promise.all(
        transitions.map(async ({ id, at, finding }) =>
          table.transact([
            {
              update: { pk: transitionPartition(finding.id), sk: transitionSort(at, id) },
              change: 'remove #todo, #at',
              when: '#todo = :todo',
              values: { ':todo': text('pending') },
            },
          ]),
        ),
      );
    },
  };
};
