import type { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { queueBacklog } from '../../../../shared/adapters/aws/service/backlog.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

const ageOf = async (Datapoints: readonly { minute: number; Maximum: number }[] | undefined) => {
  const asked: unknown[] = [];
  const send = async ({ input }: GetMetricStatisticsCommand) => {
    asked.push(input);
    const timed = Datapoints?.map(({ minute, Maximum }) => ({ Timestamp: new Date(now - minute * 60_000), Maximum }));
    return { Datapoints: timed };
  };
  const age = await queueBacklog({ send: send as never }, 'sagewatch-prod-events', { now: () => now }).age();
  return { age, asked };
};

test('the age is what CloudWatch saw last, in milliseconds', async () => {
  const { age, asked } = await ageOf([
    { minute: 3, Maximum: 200 },
    { minute: 1, Maximum: 45 },
    { minute: 2, Maximum: 90 },
  ]);
  expect(age).toBe(45_000);
  expect(asked).toMatchObject([
    {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: 'sagewatch-prod-events' }],
      StartTime: new Date(now - 300_000),
    },
  ]);
});

test('of a queue at rest nothing is known', async () => {
  expect((await ageOf([])).age).toBeUndefined();
  expect((await ageOf(undefined)).age).toBeUndefined();
});
