import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { storeOn } from '../adapters/dynamo/behaving.ts';
import { sdkClientOf } from '../adapters/dynamo/fake-dynamo.ts';
import { replayedWeek } from '../adapters/dynamo/replayed-week.ts';
import { crossingBehaviour } from '../adapters/dynamo/store-crossing.behaviour.ts';
import { storeBehaviour } from '../adapters/dynamo/store.behaviour.ts';
import { tableDefinition } from '../adapters/dynamo/table-definition.ts';
import { storeContract } from '../adapters/store.contract.ts';
import { motoHandle, newTable } from './tables.ts';

const made = async () => {
  const handle = motoHandle();
  return { table: await newTable(handle), handle };
};

storeContract('in DynamoDB, as moto does it', async () => {
  const table = await made();
  return storeOn(table, table.handle, { mostActions: 100 });
});
storeBehaviour('DynamoDB, as moto does it', made, 'little');
crossingBehaviour('DynamoDB, as moto does it, with writers that cross each other', made, 'little');

test('DynamoDB takes the table as it is defined', async () => {
  const { table: TableName, handle } = await made();
  const client = sdkClientOf(handle);
  const { Table: described } = await client.send(new DescribeTableCommand({ TableName }));
  const { TimeToLiveDescription: expiry } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  const { GlobalSecondaryIndexes: indexes, KeySchema, AttributeDefinitions } = tableDefinition();
  expect(described).toMatchObject({
    KeySchema,
    AttributeDefinitions,
    DeletionProtectionEnabled: true,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' },
    GlobalSecondaryIndexes: indexes,
  });
  expect(expiry).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
});

test('the first days of the example week end as in SQLite', async () => {
  const table = await made();
  const days = ['09', '10'];
  const inMoto = await replayedWeek(storeOn(table, table.handle, { mostActions: 100 }), days, Infinity);
  expect(inMoto.findings.length).toBeGreaterThan(10);
  expect(inMoto).toEqual(await replayedWeek(sqliteStore(':memory:'), days, Infinity));
});
