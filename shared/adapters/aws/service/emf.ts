import type { Instant } from '../../../core/instant.ts';

const units: Readonly<Record<string, string>> = {
  CanaryAge: 'Seconds',
  Lag: 'Seconds',
  OldestPending: 'Seconds',
  UnknownRate: 'Percent',
};

/**
 * A line of a log from which CloudWatch makes metrics (embedded metric format, specification 1.1.0): no call, no dimension,
 * and so no metric more for every account and control.
 */
export const metricsLine = (values: Readonly<Record<string, number | readonly number[]>>, at: Instant): string =>
  JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: 'Sagewatch',
          Dimensions: [[]],
          Metrics: Object.keys(values).map((Name) => ({ Name, Unit: units[Name] ?? 'Count' })),
        },
      ],
    },
    ...values,
  });
