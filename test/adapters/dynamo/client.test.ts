import { expect, test } from 'vitest';
import type { DynamoClient, Operations } from '../../../shared/adapters/aws/dynamo/client.ts';
import { sdkDynamo } from '../../../shared/adapters/aws/dynamo/sdk-client.ts';
import { clientOf, failure, sdkClientOf, type Answer, type Call } from './fake-dynamo.ts';

const item = { pk: { S: 'a' }, sk: { S: 'ü' }, count: { N: '12.5' } };
const TableName = 't';

const questions: { [Name in keyof Operations]: [Operations[Name][0], Answer] } = {
  BatchGetItem: [
    { RequestItems: { t: { Keys: [item], ConsistentRead: true } } },
    { status: 200, body: { Responses: { t: [item] }, UnprocessedKeys: { t: { Keys: [item] } } } },
  ],
  Query: [
    { TableName, KeyConditionExpression: '#pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'a' } }, Limit: 2 },
    { status: 200, body: { Items: [item], Count: 1, LastEvaluatedKey: item } },
  ],
  PutItem: [
    { TableName, Item: item, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    failure('ConditionalCheckFailedException', { Item: item }),
  ],
  UpdateItem: [{ TableName, Key: item, UpdateExpression: 'set #a = :a' }, failure('ValidationException')],
  DeleteItem: [{ TableName, Key: item }, failure('ResourceNotFoundException')],
  TransactWriteItems: [
    { TransactItems: [{ Put: { TableName, Item: item } }], ClientRequestToken: 'token' },
    failure('TransactionCanceledException', {
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item: item }, { Code: 'None' }],
    }),
  ],
};

const asked = async (clientFor: (handle: (call: Call) => Promise<Answer>) => DynamoClient, name: keyof Operations) => {
  const calls: Call[] = [];
  const [input, answer] = questions[name];
  const client = clientFor(async (call) => {
    calls.push(call);
    return answer;
  });
  const members = ['Responses', 'UnprocessedKeys', 'Items', 'Count', 'LastEvaluatedKey', 'name', 'Item'];
  const told = await client.ask(name, input as never).catch((error: unknown) => error);
  const all = { ...(told as Record<string, unknown>), name: (told as Error).name };
  return {
    calls,
    told: Object.fromEntries(
      [...members, 'CancellationReasons'].map((member) => [member, (all as Record<string, unknown>)[member]]),
    ),
  };
};

test.each(Object.keys(questions) as (keyof Operations)[])(
  '%s over the wire is what the SDK makes of it',
  async (name) => {
    const wire = await asked(clientOf, name);
    expect(wire).toEqual(await asked((handle) => sdkDynamo(sdkClientOf(handle)), name));
    expect(wire.calls).toHaveLength(1);
  },
);
