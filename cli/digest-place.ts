import { systemClock } from '../shared/adapters/local/clock.ts';
import { digestFacts, type Gathering } from '../shared/app/digest/facts.ts';
import { localHealth, stageHealth } from '../shared/app/digest/health.ts';
import { localitiesOf, watchedAccounts } from '../shared/app/service/places.ts';
import { sweepMessages, sweptTypes } from '../shared/app/service/sweep.ts';
import type { Configuration } from '../shared/core/configuration.ts';
import { globalRegionOf } from '../shared/core/global-region.ts';
import { partitionOf } from '../shared/core/resource-ref.ts';
import { isGlobalSource } from '../shared/delivery/regions.ts';
import type { DigestFacts } from '../shared/digest/facts.ts';
import type { Week } from '../shared/digest/week.ts';
import type { Mailer, Store } from '../shared/ports.ts';
import { controls, resourceTypes } from './catalogue.ts';
import type { CommonFlags } from './flags.ts';
import { openStack } from './workspace.ts';

/** Where a digest is made of, and sent from. */
export interface DigestPlace {
  facts(week: Week): Promise<Omit<DigestFacts, 'toldBefore'>>;
  mailer(): Promise<Mailer>;
}

interface Opened {
  store: Store;
  configuration: Configuration;
  flags: Pick<CommonFlags, 'profile' | 'region'>;
}

const base = { clock: systemClock, controls };

/** A store on this machine: nobody knows whether everything came into it. */
const localPlace = ({ store, configuration, flags }: Opened): DigestPlace => ({
  facts: async (week) =>
    digestFacts(week, {
      ...base,
      store,
      configuration,
      accounts: Object.keys(configuration.accounts),
      partition: partitionOf(flags.region ?? ''),
      health: async () => localHealth(store),
    }),
  mailer: async () => (await import('../shared/adapters/aws/production/own-mailer.ts')).ownMailer(flags),
});

/** A deployed stage, with the user's own credentials. */
const stagePlace = async (stack: string, { store, configuration, flags }: Opened): Promise<DigestPlace> => {
  const access = await openStack({ stack, ...flags });
  const [{ homeStack }, { storeOf }, { stageMeasures }, { sesMailer }, { listedTypes }] = await Promise.all([
    import('../shared/adapters/aws/production/home-stack.ts'),
    import('../shared/adapters/aws/production/stack-access.ts'),
    import('../shared/adapters/aws/service/measures.ts'),
    import('../shared/adapters/aws/mailer.ts'),
    import('../shared/adapters/aws/readers/listed-types.ts'),
  ]);
  const home = await homeStack(access);
  const globalRegion = globalRegionOf(home.region);
  const named = Object.keys(configuration.accounts);
  const accounts = watchedAccounts(home.account, { organization: home.organization, named });
  const regions = [...new Set([globalRegion, ...home.regions])];
  const placesOf = localitiesOf({ accounts, regions, home: home.region, globalRegion }, isGlobalSource);
  const types = sweptTypes(resourceTypes).filter(({ name }) => listedTypes.has(name));
  const health: Gathering['health'] = async (week) =>
    stageHealth(week, {
      stage: access.stage,
      store,
      clock: systemClock,
      measures: stageMeasures({
        stage: access.stage,
        cloudwatch: await access.client('cloudwatch'),
        sqs: await access.client('sqs'),
      }),
      localities: accounts.flatMap((account) => regions.map((each) => ({ account, region: each }))),
      lists: sweepMessages(types, placesOf, ''),
      canaries: [(await storeOf(access)).key],
    });
  return {
    facts: async (week) =>
      digestFacts(week, { ...base, store, configuration, accounts, partition: partitionOf(home.region), health }),
    mailer: async () => sesMailer(await access.client('ses')),
  };
};

/** Where the digest that is asked for is made: a deployed stage, or a store on this machine. */
export const digestPlace = async (stack: string | undefined, opened: Opened): Promise<DigestPlace> =>
  stack === undefined ? localPlace(opened) : stagePlace(stack, opened);
