import type { ResourceType } from '../../core/resource-type.ts';
import type { Locality } from '../../ports.ts';

/** What a deployed stage watches. */
export interface Watched {
  accounts: readonly string[];
  regions: readonly string[];
  /** The Region that the stage runs in. */
  home: string;
  /** Where the services write their records that have one Region only. */
  globalRegion: string;
}

/** Of these, one list of an account tells of every Region. (S3 API reference, ListBuckets) */
const listedOnce = new Set(['s3/bucket']);

/**
 * Where the resources of a type are listed: in every watched Region, those of services without Regions in the one that their
 * records come from. `isGlobal`: whether records of a source come from one Region only.
 */
export const localitiesOf =
  ({ accounts, regions, home, globalRegion }: Watched, isGlobal: (eventSource: string) => boolean) =>
  ({ name, eventSource }: Pick<ResourceType, 'name' | 'eventSource'>): readonly Locality[] => {
    const where = isGlobal(eventSource) ? [globalRegion] : listedOnce.has(name) ? [home] : regions;
    return accounts.flatMap((account) => where.map((region) => ({ account, region })));
  };

/** The accounts that a stage watches: its own, and in an organization those that its configuration names. */
export const watchedAccounts = (
  home: string,
  { organization, named }: { organization: string; named: readonly string[] },
): readonly string[] => [...new Set([home, ...(organization === '' ? [] : named)])];
