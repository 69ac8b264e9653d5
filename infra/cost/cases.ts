import { assumptions } from './assumptions.ts';
import { priceNames, totalOf, type PriceName } from './prices.ts';
import { usageOf, type Load } from './usage.ts';

/** One account in a home Region and the one of the global services, in which all is well. */
const quiet = { regions: 2, resources: 200, openFindings: 0, metricsAboveZero: 0 } as const;

/** A month in which nothing happens, and nothing is wrong. */
export const idle: Load = { ...quiet, accounts: 1, events: 0 };

/** The same, while findings are open of which some are critical and some, others, overdue. */
export const idleWithFindings: Load = { ...idle, openFindings: 100, metricsAboveZero: 2 };

/** Accounts in which something is open: a hundred findings each, some of them critical and some overdue. */
const watched = (accounts: number, events: number): Load => ({
  ...quiet,
  accounts,
  events,
  openFindings: 100 * accounts,
  metricsAboveZero: 3,
});

const sizes = [1_000, 100_000, 10_000_000] as const;
const accountsOf = [1, 100] as const;

/** Months by how many management events pass the rules. */
export const byPassing: readonly Load[] = accountsOf.flatMap((accounts) =>
  sizes.map((events) => watched(accounts, events)),
);

/** Months by how many management events there are, of which few pass. */
export const byManagement: readonly (Load & { managementEvents: number })[] = accountsOf.flatMap((accounts) =>
  sizes.map((managementEvents) => ({
    ...watched(accounts, managementEvents * assumptions.passing),
    managementEvents,
  })),
);

/** The dashboard is one of an account's three free ones, or is left out (`--dashboard off`). */
const billed: readonly PriceName[] = priceNames.filter((name) => name !== 'dashboards');

/** What a month costs at list prices, nothing of it free. */
export const listCost = (load: Load): number => totalOf(usageOf(load), { names: billed });

/** What it costs where nothing else uses up what is always free. */
export const freeCost = (load: Load): number => totalOf(usageOf(load), { isFree: true });
