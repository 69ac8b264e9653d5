import type { WorkMessage } from '../../../app/service/messages.ts';
import { queueNames } from '../../../app/service/names.ts';
import { SourceError } from '../../../core/source-error.ts';
import type { Queue } from '../../../ports.ts';
import { sqsQueue } from '../sqs-queue.ts';
import type { StackAccess } from './stack-access.ts';

const missing = new Set(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue']);

/** Where a queue is; undefined: there is none of this name. */
export const queueUrl = async (access: StackAccess, name: string, region?: string): Promise<string | undefined> => {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
  const client = await access.client('sqs', region);
  try {
    const { QueueUrl } = (await client.send(new GetQueueUrlCommand({ QueueName: name }))) as { QueueUrl?: string };
    return QueueUrl;
  } catch (error) {
    if (error instanceof Error && missing.has(error.name)) return undefined;
    throw error;
  }
};

/** The queue of work of a deployed stage. Throws a `SourceError` where there is none. */
export const workQueue = async (access: StackAccess): Promise<Queue<WorkMessage>> => {
  const { work } = queueNames(access.stage);
  const url = await queueUrl(access, work);
  if (url === undefined) {
    throw new SourceError(
      `stack ${access.stage}: there is no queue ${work} in ${await access.region()}; name the Region that it runs in with --region, or deploy it: npm run deploy -- --stage ${access.stage}`,
    );
  }
  const { SendMessageBatchCommand } = await import('@aws-sdk/client-sqs');
  const client = await access.client('sqs');
  return sqsQueue<WorkMessage>(async (input) => client.send(new SendMessageBatchCommand(input)), url);
};
