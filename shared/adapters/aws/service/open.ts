import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Clock, Queue, Sleep } from '../../../ports.ts';
import { dynamoStore, type DynamoStore } from '../dynamo/store.ts';
import { sqsQueue } from '../sqs-queue.ts';

/** The deployed store, with the function's own credentials. */
export const deployedStore = (table: string, clock: Clock, sleep: Sleep): DynamoStore =>
  dynamoStore({ table, client: new DynamoDBClient({}), clock, sleep });

/** Queues of the stack; one client for all of them. */
export const deployedQueues = (): (<Message>(url: string) => Queue<Message>) => {
  const client = new SQSClient({});
  return (url) => sqsQueue(client, url);
};
