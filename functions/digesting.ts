import { deployedDigest } from '../shared/adapters/aws/service/open-digest.ts';
import { digestFacts } from '../shared/app/digest/facts.ts';
import { stageHealth } from '../shared/app/digest/health.ts';
import type { Handing } from '../shared/app/digest/send.ts';
import { sweepMessages } from '../shared/app/service/sweep.ts';
import { controls } from '../shared/catalogue.ts';
import { partitionOf } from '../shared/core/resource-ref.ts';
import { canaries } from './canaries.ts';
import { holding } from './judging.ts';
import { listable } from './listable.ts';
import { localitiesOf, placesOf } from './localities.ts';
import { logger } from './logger.ts';
import { clock, store } from './parts.ts';
import { settings } from './settings.ts';

const { STAGE: stage, FINDINGS_TOPIC: topic, AWS_REGION } = settings;
const { mailer, board, measures, painter } = deployedDigest({ stage, topic });

/** Everything by which digests are made and handed out, under the configuration that holds now. */
export const digesting = async (): Promise<Handing> => {
  const { configuration } = await holding();
  const localities = localitiesOf(configuration);
  const lists = sweepMessages(listable, placesOf(configuration), '');
  const health = { stage, store, clock, measures, localities, lists, canaries };
  return {
    book: store,
    clock,
    settings: configuration.notices,
    mailer,
    board,
    facts: async (week) =>
      digestFacts(week, {
        store,
        clock,
        configuration,
        controls,
        accounts: [...new Set(localities.map(({ account }) => account))],
        partition: partitionOf(AWS_REGION),
        health: async () => stageHealth(week, health),
      }),
    painter,
    onUnpainted: (error) => logger.error('the charts of a digest could not be painted', { error: error as Error }),
  };
};
