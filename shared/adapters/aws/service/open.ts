import type { Queue } from '../../../ports.ts';
import { wireDynamo } from '../dynamo/client.ts';
import { dynamoStore, type DynamoStore } from '../dynamo/store.ts';
import { sqsQueue, wireSqs } from '../sqs-queue.ts';
import type { Access } from '../wire/json-service.ts';
import { keptConnections } from '../wire/post.ts';

/** How a function reaches AWS; its connections are kept for the next event. */
export const deployedAccess = (access: Omit<Access, 'post'>): Access => ({ ...access, post: keptConnections() });

/** The deployed store. */
export const deployedStore = (table: string, access: Access): DynamoStore =>
  dynamoStore({ table, client: wireDynamo(access), clock: access.clock, sleep: access.sleep });

/** Queues of the stack. */
export const deployedQueues = (access: Access): (<Message>(url: string) => Queue<Message>) => {
  const sendBatch = wireSqs(access);
  return (url) => sqsQueue(sendBatch, url);
};
