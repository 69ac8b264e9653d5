import { randomUUID } from 'node:crypto';
import type {
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  DeleteItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { jsonService, type Access } from '../wire/json-service.ts';

/** The operations that the store uses: what each is asked, and what is looked at of its answer. */
export interface Operations {
  BatchGetItem: [BatchGetItemCommandInput, Pick<BatchGetItemCommandOutput, 'Responses' | 'UnprocessedKeys'>];
  Query: [QueryCommandInput, Pick<QueryCommandOutput, 'Items' | 'Count' | 'LastEvaluatedKey'>];
  PutItem: [PutItemCommandInput, object];
  UpdateItem: [UpdateItemCommandInput, object];
  DeleteItem: [DeleteItemCommandInput, object];
  TransactWriteItems: [TransactWriteItemsCommandInput, object];
}

/** DynamoDB, as the store uses it: values are texts and numbers only. Errors have the names and members of the API reference. */
export interface DynamoClient {
  ask<Name extends keyof Operations>(operation: Name, input: Operations[Name][0]): Promise<Operations[Name][1]>;
}

/** DynamoDB over the wire, as functions speak to it. */
export const wireDynamo = (access: Access): DynamoClient => {
  const call = jsonService({ name: 'dynamodb', target: 'DynamoDB_20120810' }, access);
  return {
    ask: async (operation, input) =>
      // A transaction that is sent again because its answer was lost is known by its token, and not done twice.
      call(
        operation,
        operation === 'TransactWriteItems' ? { ClientRequestToken: randomUUID(), ...input } : input,
      ) as never,
  };
};
