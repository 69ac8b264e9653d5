import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import type { Totals } from '../../../shared/app/replay.ts';
import { watch } from '../../../shared/app/watch.ts';
import { controls, resourceTypes } from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import type { Clock, Store, Watched } from '../../../shared/ports.ts';

/**
 * Watches for as many rounds as there are steps: what a step does happens after the round of its number, instead of
 * waiting. What was told is kept in order.
 */
export const watched = async (
  source: (store: Store, onNote: (name: string, note: string) => void) => Watched,
  clock: Clock,
  steps: readonly ((waited: number) => void | Promise<void>)[],
  store = sqliteStore(':memory:'),
) => {
  const told: string[] = [];
  const rounds: Totals[] = [];
  const waits: number[] = [];
  const ending = new AbortController();
  const onNote = (name: string, note: string) => void told.push(`${name}: ${note}`);
  const totals = await watch(source(store, onNote), {
    store,
    clock,
    saved: { state: () => undefined },
    catalogue: catalogueOf(resourceTypes, controls, defaultConfiguration),
    configuration: defaultConfiguration,
    poll: 5_000,
    signal: ending.signal,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      await steps[waits.length - 1]?.(milliseconds);
      if (waits.length >= steps.length) ending.abort();
    },
    onNote,
    onRound: (round) => void rounds.push(round),
    onTrouble: (message, retryIn) => void told.push(`trouble: ${message} (${retryIn})`),
  });
  /** For each round, how many records were new and how many were known. */
  const counts = rounds.map(({ records, duplicates }) => [records - duplicates, duplicates]);
  return { totals, rounds, counts, told, waits, store };
};
