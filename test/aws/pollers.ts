import { readFileSync } from 'node:fs';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import type { DynamoDBBatchResponse, DynamoDBRecord, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { matches, parsePattern, type EventPattern } from '../../shared/event-pattern/index.ts';
import { account, ask, credentials, region } from './deployed.ts';
import type { LambdaProcess } from './lambda-process.ts';

/** What Lambda hands over at once (BatchSize of infra/sources.yml). */
const atOnce = 10;

const client = () => {
  const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = credentials();
  return new SQSClient({
    region,
    endpoint,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  });
};

/** Takes all messages out of a queue. */
export const taken = async (url: string): Promise<Message[]> => {
  const sqs = client();
  const all: Message[] = [];
  for (;;) {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: atOnce, MessageSystemAttributeNames: ['All'] }),
    );
    if (messages.length === 0) return all;
    all.push(...messages);
    await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: messages.map(({ ReceiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: ReceiptHandle ?? '',
        })),
      }),
    );
  }
};

/** Messages of a queue as Lambda hands them over. [Lambda developer guide, SQS event] */
export const sqsEvent = (queue: string, messages: readonly Message[]): SQSEvent => ({
  Records: messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes = {} }) => ({
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: {
      ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? '1',
      SentTimestamp: Attributes.SentTimestamp ?? '',
      SenderId: Attributes.SenderId ?? '',
      ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? '',
    },
    messageAttributes: {},
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${region}:${account}:${queue}`,
    awsRegion: region,
  })),
});

/** Hands messages to a function, batch after batch. Returns the ids of those that it wants again. */
export const handed = async (
  running: LambdaProcess,
  queue: string,
  messages: readonly Message[],
): Promise<string[]> => {
  const failed: string[] = [];
  for (let from = 0; from < messages.length; from += atOnce) {
    const answer = await running.invoke(sqsEvent(queue, messages.slice(from, from + atOnce)));
    failed.push(...(answer as SQSBatchResponse).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  }
  return failed;
};

const streams = async (operation: string, input: object): Promise<unknown> =>
  ask({ service: 'dynamodb', method: 'POST', target: `DynamoDBStreams_20120810.${operation}`, input });

/** All records of a stream, from its beginning. */
export const recordsOf = async (StreamArn: string): Promise<DynamoDBRecord[]> => {
  const { StreamDescription } = (await streams('DescribeStream', { StreamArn })) as {
    StreamDescription: { Shards: { ShardId: string }[] };
  };
  const all: DynamoDBRecord[] = [];
  for (const { ShardId } of StreamDescription.Shards) {
    const input = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    let { ShardIterator } = (await streams('GetShardIterator', input)) as { ShardIterator?: string | undefined };
    while (ShardIterator !== undefined) {
      const answer = (await streams('GetRecords', { ShardIterator, Limit: 1_000 })) as {
        Records: DynamoDBRecord[];
        NextShardIterator?: string;
      };
      all.push(...answer.Records);
      ShardIterator = answer.Records.length === 0 ? undefined : answer.NextShardIterator;
    }
  }
  return all;
};

/** Which records of the stream wake `notify`. */
export const filterOfNotify = () => {
  const [, text = ''] = /Pattern: '([^']+)'/.exec(readFileSync('infra/sources.yml', 'utf8')) ?? [];
  const read = parsePattern(text);
  if ('invalid' in read) throw new Error(read.invalid);
  return read.pattern;
};

/** Hands the records of a stream that a filter lets through to a function. Returns how many those were. */
export const streamed = async (
  running: LambdaProcess,
  records: readonly DynamoDBRecord[],
  filter: EventPattern,
  arn: string,
): Promise<number> => {
  const wanted = records.filter((record) => matches(filter, record));
  for (let from = 0; from < wanted.length; from += atOnce) {
    const Records = wanted
      .slice(from, from + atOnce)
      .map((record) => ({ ...record, eventSource: 'aws:dynamodb', eventSourceARN: arn }));
    const { batchItemFailures } = (await running.invoke({ Records })) as DynamoDBBatchResponse;
    if (batchItemFailures.length > 0) throw new Error(`not passed on: ${JSON.stringify(batchItemFailures)}`);
  }
  return wanted.length;
};
