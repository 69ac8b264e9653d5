import type { Delivered } from '../shared/app/service/deliver.ts';
import type { Judged } from '../shared/core/wanted-reads.ts';
import { tellUndecided } from './judging.ts';
import { logger } from './logger.ts';
import { publish } from './middleware/observed.ts';
import { clock } from './parts.ts';

/** What is told while events are judged. */
interface Told {
  onJudged(judged: Judged): void;
  onDelivered(delivered: Delivered): void;
}

const seconds = (milliseconds: number): number => Math.max(0, Math.round(milliseconds / 1_000));

/** Does some work and publishes how long its events were under way, and how much of what was asked stayed undecided. */
export const measured = async <Result>(work: (told: Told) => Promise<Result>): Promise<Result> => {
  const lags: number[] = [];
  let judged = 0;
  let undecided = 0;
  const result = await work({
    onJudged: (each) => {
      judged++;
      if (each.evaluation.outcome.status === 'unknown') undecided++;
      tellUndecided(each);
    },
    onDelivered: ({ at, eventId: event, quarantined, transitions, duplicates }) => {
      logger.debug('judged', { event, duplicates, transitions: transitions.length });
      if (at !== undefined) lags.push(seconds(clock.now() - at));
      if (quarantined > 0) logger.error('a message cannot be read, and is quarantined');
      for (const { change, finding } of transitions) {
        const { id, controlId, severity, resource, origin } = finding;
        logger.info('transition', {
          event,
          change,
          finding: id,
          control: controlId,
          severity,
          resource: resource.arn,
          origin,
        });
      }
    },
  });
  publish({
    ...(lags.length > 0 && { Lag: lags }),
    ...(judged > 0 && { UnknownRate: (100 * undecided) / judged }),
  });
  return result;
};
