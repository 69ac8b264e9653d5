import type { SendMessageBatchCommandInput, SendMessageBatchCommandOutput } from '@aws-sdk/client-sqs';
import { minutes } from '../../core/instant.ts';
import { safeJson } from '../../core/printable.ts';
import type { Queue } from '../../ports.ts';
import { jsonService, type Access } from './wire/json-service.ts';

/** SQS, as far as it is used. */
export type SendBatch = (input: SendMessageBatchCommandInput) => Promise<Pick<SendMessageBatchCommandOutput, 'Failed'>>;

/** SQS over the wire, as functions speak to it: at the host that a queue's URL names. */
export const wireSqs = (access: Access): SendBatch => {
  const call = jsonService({ name: 'sqs', target: 'AmazonSQS' }, access);
  return async (input) => call('SendMessageBatch', input, input.QueueUrl) as ReturnType<SendBatch>;
};

/** SQS takes ten messages a call, and puts none off for longer than 15 minutes (API reference, SendMessageBatch). */
const mostAtOnce = 10;
const longestDelay = minutes(15);

/** A queue of SQS. What SQS did not take is an error that names how many, and the first reason. */
export const sqsQueue = <Message>(sendBatch: SendBatch, url: string): Queue<Message> => ({
  send: async (messages, delay = 0) => {
    const seconds = Math.ceil(Math.min(delay, longestDelay) / 1_000);
    for (let from = 0; from < messages.length; from += mostAtOnce) {
      const { Failed = [] } = await sendBatch({
        QueueUrl: url,
        Entries: messages.slice(from, from + mostAtOnce).map((message, index) => ({
          Id: String(index),
          MessageBody: safeJson(message),
          ...(seconds > 0 && { DelaySeconds: seconds }),
        })),
      });
      const [first] = Failed;
      if (first) {
        throw new Error(
          `${Failed.length} messages were not taken by the queue: ${first.Code ?? ''} ${first.Message ?? ''}`,
        );
      }
    }
  },
});
