import type { Configuration } from '../shared/core/configuration.ts';
import { globalRegionOf } from '../shared/core/global-region.ts';
import type { ResourceType } from '../shared/core/resource-type.ts';
import type { Locality } from '../shared/ports.ts';
import { settings } from './settings.ts';

/** Services that have one place in an account, whatever Regions are watched. */
const global = /^(iam|organizations|sso|s3)\//;

const globalRegion = globalRegionOf(settings.AWS_REGION);

/** The accounts that are watched: the stack's own, and those that the configuration describes. */
const accountsOf = ({ accounts }: Configuration): readonly string[] => [
  ...new Set([settings.ACCOUNT_ID, ...Object.keys(accounts)]),
];

/** Every account and Region that is watched, the one of what has no Region among them. */
export const localitiesOf = (configuration: Configuration): readonly Locality[] => {
  const regions = [...new Set([globalRegion, ...settings.REGIONS])];
  return accountsOf(configuration).flatMap((account) => regions.map((region) => ({ account, region })));
};

/** Where resources of a type are: in every Region, or in one place of an account. */
export const placesOf =
  (configuration: Configuration) =>
  ({ name }: ResourceType): readonly Locality[] =>
    localitiesOf(configuration).filter(({ region }) => !global.test(name) || region === globalRegion);
