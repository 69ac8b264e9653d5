import { GetMetricStatisticsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { minutes } from '../../../core/instant.ts';
import type { Backlog, Clock } from '../../../ports.ts';

/** How old the oldest message of a queue is, as CloudWatch last saw it: of a queue at rest it knows nothing, which is no age. */
export const queueBacklog = (client: Pick<CloudWatchClient, 'send'>, queueName: string, clock: Clock): Backlog => ({
  age: async () => {
    const now = clock.now();
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateAgeOfOldestMessage',
        Dimensions: [{ Name: 'QueueName', Value: queueName }],
        StartTime: new Date(now - minutes(5)),
        EndTime: new Date(now),
        Period: 60,
        Statistics: ['Maximum'],
      }),
    );
    // They come in no order.
    const at = ({ Timestamp }: { Timestamp?: Date | undefined }): number => Timestamp?.getTime() ?? 0;
    const latest = Datapoints.toSorted((a, b) => at(b) - at(a))[0]?.Maximum;
    return latest === undefined ? undefined : latest * 1_000;
  },
});
