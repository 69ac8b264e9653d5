import type { Instant } from '../../../core/instant.ts';

const units: Readonly<Record<string, string>> = {
  CanaryAge: 'Seconds',
  Lag: 'Seconds',
  OldestPending: 'Seconds',
  UnknownRate: 'Percent',
};

const isStated = (value: number | readonly number[]): boolean => typeof value === 'number' || value.length > 0;

/**
 * Lines from which CloudWatch makes a metric a control. Each costs, for the hours in which it is told: of a control that has
 * nothing open nothing is told.
 */
export const controlMetricsLines = (openByControl: Readonly<Record<string, number>>, at: Instant): readonly string[] =>
  Object.entries(openByControl).map(([Control, OpenFindings]) =>
    JSON.stringify({
      _aws: {
        Timestamp: at,
        CloudWatchMetrics: [
          {
            Namespace: 'Sagewatch',
            Dimensions: [['Control']],
            Metrics: [{ Name: 'OpenFindings', Unit: 'Count' }],
          },
        ],
      },
      Control,
      OpenFindings,
    }),
  );

/**
 * A line of a log from which CloudWatch makes metrics (embedded metric format, specification 1.1.0): no call, no dimension,
 * and so no metric more for every account and control. Undefined where there is nothing to tell: a line without metrics is
 * none that CloudWatch takes.
 */
export const metricsLine = (
  values: Readonly<Record<string, number | readonly number[]>>,
  at: Instant,
): string | undefined => {
  const stated = Object.entries(values).filter(([, value]) => isStated(value));
  if (stated.length === 0) return undefined;
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: 'Sagewatch',
          Dimensions: [[]],
          Metrics: stated.map(([Name]) => ({ Name, Unit: units[Name] ?? 'Count' })),
        },
      ],
    },
    ...Object.fromEntries(stated),
  });
};
