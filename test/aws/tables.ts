import { CreateTableCommand, UpdateContinuousBackupsCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { slots } from '../../shared/adapters/aws/dynamo/slots.ts';
import { clientOf, type Handle } from '../adapters/dynamo/fake-dynamo.ts';
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

/** Makes a table as infra/table.yml defines it, through the API. Returns its name. */
export const newTable = async (handle: Handle): Promise<string> => {
  const client = clientOf(handle);
  const { SSESpecification, StreamSpecification, TimeToLiveSpecification, PointInTimeRecoverySpecification, ...rest } =
    tableDefinition();
  const TableName = `store-${process.pid}-${++made}`;
  await client.send(
    new CreateTableCommand({
      ...rest,
      // In the template it is named by its stage, and so are its tags.
      TableName,
      Tags: undefined,
      // The key is a resource of the template; the account's own stands for it.
      SSESpecification: { Enabled: SSESpecification.SSEEnabled, SSEType: SSESpecification.SSEType },
      StreamSpecification: { StreamEnabled: true, ...StreamSpecification },
    }),
  );
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  return TableName;
};
