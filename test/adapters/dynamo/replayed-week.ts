import { localFiles } from '../../../shared/adapters/local/files/local-files.ts';
import { replay, type SourceFile, type Totals } from '../../../shared/app/replay.ts';
import { controls, resourceTypes } from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import type { Finding } from '../../../shared/core/finding.ts';
import type { Store } from '../../../shared/ports.ts';
import { deliveredOn, exampleConfiguration, theDayAfter } from '../../examples/play.ts';

/** What a store holds in the end, in an order that does not depend on the store. */
export interface Held {
  totals: Pick<Totals, 'evaluated' | 'duplicates' | 'opened' | 'reopened' | 'resolved' | 'exposures'>[];
  findings: Finding[];
  transitions: string[];
}

/** Days of the example week replayed into a store, a look a day, in batches as large as they come or of one file each. */
export const replayedWeek = async (store: Store, days: readonly string[], holdMilliseconds?: number): Promise<Held> => {
  const configuration = exampleConfiguration();
  const totals: Held['totals'] = [];
  for (const day of days) {
    const files: AsyncIterable<SourceFile> = (await localFiles(deliveredOn(day))).files;
    const { evaluated, duplicates, opened, reopened, resolved, exposures } = await replay(files, {
      store,
      clock: { now: () => theDayAfter },
      saved: { state: () => undefined },
      catalogue: catalogueOf(resourceTypes, controls, configuration),
      configuration,
      holdMilliseconds: holdMilliseconds ?? Infinity,
    });
    totals.push({ evaluated, duplicates, opened, reopened, resolved, exposures });
  }
  const findings = (await Array.fromAsync(store.findings({}))).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const transitions: string[] = [];
  for (const { id } of findings) {
    for (const transition of await store.transitionsOf(id)) transitions.push(JSON.stringify(transition));
  }
  return { totals, findings, transitions };
};
