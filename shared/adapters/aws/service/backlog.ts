import { GetMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { minutes } from '../../../core/instant.ts';
import type { Backlog, Clock } from '../../../ports.ts';

/** How old the oldest message of a queue is, as CloudWatch last saw it: of a queue at rest it knows nothing, which is no age. */
export const queueBacklog = (client: Pick<CloudWatchClient, 'send'>, queueName: string, clock: Clock): Backlog => ({
  age: async () => {
    const now = clock.now();
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - minutes(5)),
        EndTime: new Date(now),
        ScanBy: 'TimestampDescending',
        MetricDataQueries: [
          {
            Id: 'age',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SQS',
                MetricName: 'ApproximateAgeOfOldestMessage',
                Dimensions: [{ Name: 'QueueName', Value: queueName }],
              },
              Period: 60,
              Stat: 'Maximum',
            },
          },
        ],
      }),
    );
    const latest = MetricDataResults[0]?.Values?.[0];
    return latest === undefined ? undefined : latest * 1_000;
  },
});
