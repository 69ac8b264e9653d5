import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { digestFacts } from '../../shared/app/digest/facts.ts';
import { replay } from '../../shared/app/replay.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { hours } from '../../shared/core/instant.ts';
import { told } from '../../shared/core/told.ts';
import type { DigestFacts } from '../../shared/digest/facts.ts';
import { weekNamed, type Week } from '../../shared/digest/week.ts';
import type { Store } from '../../shared/ports.ts';
import { days, deliveredOn, exampleConfiguration } from '../examples/play.ts';

/** The week of the example, as its people in the office live it. */
export const exampleWeek = weekNamed('2026-W46', 'Europe/Berlin') as Week;

const now = exampleWeek.until + hours(7);

/** The example week in a store, as a watch wrote it that looked once a day. */
export const exampleStore = async (): Promise<Store> => {
  const store = sqliteStore(':memory:', { now: () => now - hours(1) });
  const configuration = exampleConfiguration();
  for (const day of days) {
    await replay((await localFiles(deliveredOn(day))).files, {
      store,
      clock: { now: () => now },
      saved: awsManagedPolicies(),
      catalogue: catalogueOf(resourceTypes, controls, configuration),
      configuration,
      onTransitions: () => {},
      onNote: () => {},
    });
  }
  return store;
};

/** What a stage would know on Monday morning that had watched the week. */
export const exampleFacts = async (store: Store, week: Week = exampleWeek): Promise<DigestFacts> => ({
  ...(await digestFacts(week, {
    store,
    clock: { now: () => week.until + hours(7) },
    configuration: exampleConfiguration(),
    controls,
    accounts: [],
    partition: 'aws',
    health: async () => ({
      stage: 'prod',
      events: told(631),
      lag: told({ typical: 48_000, worst: 410_000 }),
      recovered: told({ wanted: 204, recovered: 3, at: now - hours(1) }),
      deadLetters: told([]),
      sweep: told({ lists: 240, finished: 240, oldest: now - hours(5) }),
      canary: told(now - hours(0.4)),
      silent: told([]),
      places: 8,
      quarantined: told(0),
      latest: now - hours(0.2),
    }),
  })),
  toldBefore: undefined,
});
