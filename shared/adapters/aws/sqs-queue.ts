import { SendMessageBatchCommand, type SendMessageBatchCommandOutput } from '@aws-sdk/client-sqs';
import { minutes } from '../../core/instant.ts';
import type { Queue } from '../../ports.ts';

/** What is used of the SDK's client. */
export interface Sqs {
  send(command: SendMessageBatchCommand): Promise<Pick<SendMessageBatchCommandOutput, 'Failed'>>;
}

/** SQS takes ten messages a call, and puts none off for longer than 15 minutes (API reference, SendMessageBatch). */
const mostAtOnce = 10;
const longestDelay = minutes(15);

/** A queue of SQS. What SQS did not take is an error that names how many, and the first reason. */
export const sqsQueue = <Message>(client: Sqs, url: string): Queue<Message> => ({
  send: async (messages, delay = 0) => {
    const seconds = Math.ceil(Math.min(delay, longestDelay) / 1_000);
    for (let from = 0; from < messages.length; from += mostAtOnce) {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: url,
          Entries: messages.slice(from, from + mostAtOnce).map((message, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify(message),
            ...(seconds > 0 && { DelaySeconds: seconds }),
          })),
        }),
      );
      const [first] = Failed;
      if (first) {
        throw new Error(
          `${Failed.length} messages were not taken by the queue: ${first.Code ?? ''} ${first.Message ?? ''}`,
        );
      }
    }
  },
});
