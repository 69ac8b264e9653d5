import { expect, test } from 'vitest';
import { controlMetricsLines, metricsLine } from '../../../../shared/adapters/aws/service/emf.ts';

const at = Date.parse('2026-11-23T12:00:00Z');

test('numbers are metrics without a dimension, each in its unit', () =>
  expect(JSON.parse(metricsLine({ Lag: [3, 61], OpenCritical: 0 }, at) ?? '')).toEqual({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: 'Sagewatch',
          Dimensions: [[]],
          Metrics: [
            { Name: 'Lag', Unit: 'Seconds' },
            { Name: 'OpenCritical', Unit: 'Count' },
          ],
        },
      ],
    },
    Lag: [3, 61],
    OpenCritical: 0,
  }));

test('of a batch that failed as a whole there are no numbers, and so there is no line', () => {
  expect(metricsLine({}, at)).toBeUndefined();
  expect(metricsLine({ Lag: [] }, at)).toBeUndefined();
  expect(metricsLine({ Lag: [], UnknownRate: 4 }, at)).not.toContain('Lag');
});

test('by control there is a metric each, of those that have something open', () => {
  const lines = controlMetricsLines({ 'kms/key-rotation': 2, 'iam/role-persona': 1 }, at).map(
    (line) => JSON.parse(line) as Record<string, unknown>,
  );
  expect(lines.map(({ Control, OpenFindings }) => [Control, OpenFindings])).toEqual([
    ['kms/key-rotation', 2],
    ['iam/role-persona', 1],
  ]);
  expect(lines[0]?.['_aws']).toMatchObject({
    CloudWatchMetrics: [{ Namespace: 'Sagewatch', Dimensions: [['Control']] }],
  });
  expect(controlMetricsLines({}, at)).toEqual([]);
});
