import { month } from './assumptions.ts';
import { shares } from './units.ts';
import type { Load } from './usage.ts';

/** AWS Config and Security Hub CSPM, by the unit. [AWS pricing, us-east-1; told by others: vantage.sh and AWS's workshops] */
export const awsToolPrices = {
  /** AWS Config, for each configuration item that is recorded continuously. */
  item: 0.003,
  /** The same, where items are recorded once a day. */
  dailyItem: 0.012,
  /** Security Hub, for each check: up to so many of an account and Region in a month, at so much. */
  checks: [
    { upTo: 100_000, dollars: 0.001 },
    { upTo: 500_000, dollars: 0.0008 },
    { upTo: Infinity, dollars: 0.0005 },
  ],
} as const;

/** Assumed: checks that a changed resource is put through, and that are made by the clock in a month in each account and Region. */
export const awsToolAssumptions = { checksPerItem: 7, periodicChecks: 450 } as const;

/** What so many checks cost in one account and Region. */
export const checksCost = (checks: number): number => {
  let [before, dollars] = [0, 0];
  for (const { upTo, dollars: each } of awsToolPrices.checks) {
    dollars += Math.max(0, Math.min(checks, upTo) - before) * each;
    before = upTo;
  }
  return dollars;
};

/**
 * What AWS Config and Security Hub cost for the same changes, in a month: the recorder limited to the types that we look at, an
 * item for each event that changes something, spread evenly over accounts and Regions. Recorded daily, a resource is at most
 * one item a day, and dearer.
 */
export const awsToolsCost = (
  { events, accounts, regions, resources }: Load,
  { isDaily = false }: { isDaily?: boolean } = {},
): number => {
  const places = accounts * regions;
  const changes = events * shares.changing;
  const items = isDaily ? Math.min(changes, accounts * resources * month.days) : changes;
  const { checksPerItem, periodicChecks } = awsToolAssumptions;
  const { item, dailyItem } = awsToolPrices;
  return items * (isDaily ? dailyItem : item) + places * checksCost((items / places) * checksPerItem + periodicChecks);
};

/** Events a month from which on Sagewatch is the cheaper one: AWS's tools cost less before, and rise faster. */
export const breakEven = (load: Omit<Load, 'events'>, costOf: (load: Load) => number): number => {
  let [low, high] = [0, 1_000_000];
  while (high - low > 1) {
    const events = Math.floor((low + high) / 2);
    if (costOf({ ...load, events }) > awsToolsCost({ ...load, events })) low = events;
    else high = events;
  }
  return high;
};
