import type { Instant } from '../../core/instant.ts';
import type { Store } from '../../ports.ts';
import { eventKey } from '../event.ts';

/** A `sagewatch.yml` as it was published: a version of it, whose it is, and since when it holds. */
export interface PublishedConfiguration {
  /** Counted from 1. */
  version: number;
  /** As it was written. */
  text: string;
  /** What the text states, as JSON: functions read no YAML. */
  document: unknown;
  at: Instant;
  by: string;
  /** The commit that has this very text; absent: none was found. */
  commit?: string | undefined;
  /** The version it brings back; absent: it is a new one. */
  restores?: number | undefined;
}

const current = 'configuration';
const versioned = (version: number): string => `configuration ${version}`;

const read = (kept: string | undefined): PublishedConfiguration | undefined =>
  kept === undefined ? undefined : (JSON.parse(kept) as PublishedConfiguration);

/** What holds; undefined: nothing was ever published, the defaults hold. */
export const publishedConfiguration = async (store: Pick<Store, 'checkpoint'>) => read(await store.checkpoint(current));

/** What held as a version; undefined: there is none of that number. */
export const configurationVersion = async (store: Pick<Store, 'checkpoint'>, version: number) =>
  read(await store.checkpoint(versioned(version)));

const attempts = 5;

const nothing = {
  changes: [],
  known: [],
  findings: [],
  retold: [],
  snapshots: [],
  transitions: [],
  references: [],
  quarantined: [],
  latest: undefined,
};

/**
 * Publishes a text, which whoever calls has checked, as the next version. Of two that publish at once each gets a version
 * of its own, and the later one holds.
 */
export const publishConfiguration = async (
  store: Pick<Store, 'begin' | 'checkpoint'>,
  { text, document, at, by, commit, restores }: Omit<PublishedConfiguration, 'version'>,
): Promise<PublishedConfiguration> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const version = ((await publishedConfiguration(store))?.version ?? 0) + 1;
    const published = {
      version,
      text,
      document,
      at,
      by,
      ...(commit !== undefined && { commit }),
      ...(restores !== undefined && { restores }),
    };
    const batch = await store.begin([eventKey(versioned(version))]);
    if (!batch.fresh[0]) {
      await batch.abandon();
      continue;
    }
    const kept = JSON.stringify(published);
    if (await batch.commit({ ...nothing, checkpoints: { [current]: kept, [versioned(version)]: kept } }))
      return published;
  }
  throw new Error(`the configuration was changed by somebody else ${attempts} times in a row`);
};
