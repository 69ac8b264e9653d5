import { publishedConfiguration } from '../shared/app/service/published-configuration.ts';
import { controls, resourceTypes } from '../shared/catalogue.ts';
import { statedConfiguration } from '../shared/configuration/stated.ts';
import { catalogueOf, type Catalogue } from '../shared/core/catalogue.ts';
import { defaultConfiguration, type Configuration } from '../shared/core/configuration.ts';
import type { Clock, Store } from '../shared/ports.ts';

/** The configuration that holds, with what follows from it. */
export interface Configured {
  configuration: Configuration;
  catalogue: Catalogue;
  /** Names the controls and the configuration: where either is another, verdicts may be others without any change. */
  version: string;
}

const configuredBy = (configuration: Configuration, version: string): Configured => ({
  configuration,
  catalogue: catalogueOf(resourceTypes, controls, configuration),
  version,
});

const freshFor = 60_000;

/**
 * What is published in a store, looked at once a minute; until something is, the defaults hold. `controlsVersion`: what
 * verdicts follow from beside the configuration, which stays what it is as long as this runs.
 */
export const configured = (
  store: Pick<Store, 'checkpoint'>,
  clock: Clock,
  controlsVersion: string,
): (() => Promise<Configured>) => {
  let held: { version: number; at: number; value: Configured } | undefined;
  return async () => {
    const now = clock.now();
    if (held && now - held.at < freshFor) return held.value;
    const published = await publishedConfiguration(store);
    const version = published?.version ?? 0;
    const stated = () => (published ? statedConfiguration(published.document, controls) : defaultConfiguration);
    const value = held?.version === version ? held.value : configuredBy(stated(), `${controlsVersion}-${version}`);
    held = { version, at: now, value };
    return value;
  };
};
