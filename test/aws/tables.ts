import {
  CreateTableCommand,
  DeleteTableCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { slots } from '../../shared/adapters/aws/dynamo/slots.ts';
import { sdkClientOf, type Handle } from '../adapters/dynamo/fake-dynamo.ts';
import { tableDefinition } from '../adapters/dynamo/table-definition.ts';

const authorization =
  'AWS4-HMAC-SHA256 Credential=testing/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/**
 * Sends requests to moto, one after the other: it copies a table before a transaction and puts the copy back after one that
 * fails, so that of two at a time one may lose what the other wrote.
 */
export const motoHandle = (): Handle => {
  const oneAtATime = slots(1);
  return async ({ operation, input }) =>
    oneAtATime(async () => {
      const headers = {
        authorization,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
      };
      const response = await fetch(inject('endpoint'), { method: 'POST', headers, body: JSON.stringify(input) });
      return { status: response.status, body: (await response.json()) as object };
    });
};

let made = 0;

/** Makes a table as infra/table.yml defines it, through the API. Returns the ARN of its stream. */
const make = async (handle: Handle, TableName: string): Promise<string> => {
  const client = sdkClientOf(handle);
  const { SSESpecification, StreamSpecification, TimeToLiveSpecification, PointInTimeRecoverySpecification, ...rest } =
    tableDefinition();
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      ...rest,
      // The template makes the name of the stage.
      TableName,
      // The key is a resource of the template; the account's own stands for it.
      SSESpecification: { Enabled: SSESpecification.SSEEnabled, SSEType: SSESpecification.SSEType },
      StreamSpecification: { StreamEnabled: true, ...StreamSpecification },
    }),
  );
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  return TableDescription?.LatestStreamArn ?? '';
};

/** Makes a table under a name that no other has. Returns the name. */
export const newTable = async (handle: Handle): Promise<string> => {
  const name = `store-${process.pid}-${++made}`;
  await make(handle, name);
  return name;
};

/**
 * Makes a table of the stack anew: moto empties the stream of one that a function was ever meant to be woken by, also where
 * that was switched off. Returns the ARN of its stream.
 */
export const remade = async (handle: Handle, TableName: string): Promise<string> => {
  const client = sdkClientOf(handle);
  await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await client.send(new DeleteTableCommand({ TableName }));
  return make(handle, TableName);
};
