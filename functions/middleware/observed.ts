import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { controlMetricsLines, metricsLine } from '../../shared/adapters/aws/service/emf.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { logger } from '../logger.ts';

/** Names the request in every line of the log. */
export const observed = () => injectLambdaContext(logger, { resetKeys: true });

/** Publishes numbers as metrics; without numbers it publishes nothing. */
export const publish = (values: Readonly<Record<string, number | readonly number[]>>): void => {
  const line = metricsLine(values, systemClock.now());
  // CloudWatch reads them from a line of their own.
  if (line !== undefined) process.stdout.write(`${line}\n`);
};

/** Publishes how many findings of each control are open, as a metric each. */
export const publishByControl = (openByControl: Readonly<Record<string, number>>): void => {
  for (const line of controlMetricsLines(openByControl, systemClock.now())) process.stdout.write(`${line}\n`);
};
