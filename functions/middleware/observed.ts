import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { metricsLine } from '../../shared/adapters/aws/service/emf.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { logger } from '../logger.ts';

/** Names the request in every line of the log. */
export const observed = () => injectLambdaContext(logger, { resetKeys: true });

/** Publishes numbers as metrics. */
export const publish = (values: Readonly<Record<string, number | readonly number[]>>): void => {
  if (Object.keys(values).length === 0) return;
  // CloudWatch reads them from a line of their own.
  process.stdout.write(`${metricsLine(values, systemClock.now())}\n`);
};
