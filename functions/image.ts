import type { DynamoDBRecord } from 'aws-lambda';
import type { Item } from '../shared/adapters/aws/dynamo/attributes.ts';

/** The new item that a record of the stream tells of. The stream writes items as the table's own API does. */
export const imageOf = ({ dynamodb }: DynamoDBRecord): Item => {
  if (!dynamodb?.NewImage) throw new Error('a record of the stream without a new image');
  return dynamodb.NewImage as Item;
};
