import {
  BatchGetItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Sends } from '../production/told.ts';
import type { DynamoClient, Operations } from './client.ts';

const commands: { [Name in keyof Operations]: new (input: Operations[Name][0]) => object } = {
  BatchGetItem: BatchGetItemCommand,
  Query: QueryCommand,
  PutItem: PutItemCommand,
  UpdateItem: UpdateItemCommand,
  DeleteItem: DeleteItemCommand,
  TransactWriteItems: TransactWriteItemsCommand,
};

/** DynamoDB by the SDK, which finds a person's credentials wherever they are. */
export const sdkDynamo = (client: Sends): DynamoClient => ({
  ask: async (operation, input) => client.send(new commands[operation](input)),
});
