import { GetMetricStatisticsCommand, type Datapoint } from '@aws-sdk/client-cloudwatch';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { Measures } from '../../../app/digest/health.ts';
import { queueNames } from '../../../app/service/names.ts';
import { hours } from '../../../core/instant.ts';
import { cutTo, safe } from '../../../core/printable.ts';
import { notTold, told, type Told } from '../../../core/told.ts';
import type { Week } from '../../../digest/week.ts';
import { adviceOn } from '../trail/aws-error.ts';

/** A client of the SDK, as far as it is used. */
interface Sends {
  // The commands of a client have a type each.
  send(command: any): Promise<any>;
}

export interface Measuring {
  stage: string;
  cloudwatch: Sends;
  /** Of the stage's own Region. */
  sqs: Sends;
}

const asked = async <Value>(permission: string, what: string, question: () => Promise<Value>): Promise<Told<Value>> => {
  try {
    return told(await question());
  } catch (error) {
    return notTold(cutTo(safe(adviceOn(error, { what, permission })), 300));
  }
};

/** Metrics by the hour are kept for longer than anybody asks for a week. (CloudWatch user guide, metrics retention) */
const period = hours(1) / 1_000;

const lagsOf = async ({ cloudwatch }: Measuring, { since, until }: Week): Promise<readonly Datapoint[]> => {
  const { Datapoints = [] } = (await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Sagewatch',
      MetricName: 'Lag',
      StartTime: new Date(since),
      EndTime: new Date(until),
      Period: period,
      Statistics: ['SampleCount', 'Sum', 'Maximum'],
    }),
  )) as { Datapoints?: Datapoint[] };
  return Datapoints;
};

const count = (points: readonly Datapoint[]): number =>
  points.reduce((total, { SampleCount = 0 }) => total + SampleCount, 0);

const messagesIn = async ({ sqs }: Measuring, QueueName: string): Promise<number> => {
  const { QueueUrl } = (await sqs.send(new GetQueueUrlCommand({ QueueName }))) as { QueueUrl?: string };
  const { Attributes = {} } = (await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  )) as { Attributes?: Record<string, string> };
  return Number(Attributes['ApproximateNumberOfMessages'] ?? 0);
};

/**
 * What CloudWatch and the queues tell. Every event that is judged publishes how long it was under way (functions/measured.ts):
 * as many as there are of these, so many were judged.
 */
export const stageMeasures = (measuring: Measuring): Measures => ({
  events: async (week) =>
    asked('cloudwatch:GetMetricStatistics', 'CloudWatch', async () => count(await lagsOf(measuring, week))),
  lag: async (week) =>
    asked('cloudwatch:GetMetricStatistics', 'CloudWatch', async () => {
      const points = await lagsOf(measuring, week);
      const events = count(points);
      if (events === 0) return undefined;
      const seconds = points.reduce((total, { Sum = 0 }) => total + Sum, 0);
      const worst = Math.max(...points.map(({ Maximum = 0 }) => Maximum));
      return { typical: (1_000 * seconds) / events, worst: 1_000 * worst };
    }),
  deadLetters: async () =>
    asked('sqs:GetQueueAttributes', 'SQS', async () =>
      Promise.all(
        queueNames(measuring.stage).deadLetters.map(async (name) => ({
          name,
          messages: await messagesIn(measuring, name),
        })),
      ),
    ),
});
