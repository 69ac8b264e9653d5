import { DeleteTableCommand, DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { seconds } from '../../../core/instant.ts';
import type { Sleep } from '../../../ports.ts';

/** What is kept when the service goes: the table and the key to it. */
export interface KeptStore {
  /** The ARNs of a table and its key; undefined: there is no such table. */
  find(table: string): Promise<{ table: string; key: string | undefined } | undefined>;
  /** The table at once, of which DynamoDB keeps a last backup for 35 days; the key after 30 days, until when it can be kept still. */
  destroy(table: string): Promise<void>;
}

/** What is used of the SDK's clients. */
export interface StoreClients {
  // Their commands have a type each.
  dynamo: { send(command: any): Promise<object> };
  kms: { send(command: any): Promise<object> };
}

interface Described {
  Table?: { TableArn?: string; TableStatus?: string; SSEDescription?: { KMSMasterKeyArn?: string } };
}

/** The longest that KMS waits. [API reference, ScheduleKeyDeletion] */
const daysUntilKeyIsGone = 30;
const pause = seconds(3);

/** The store of a Region. */
export const keptStore = ({ dynamo, kms }: StoreClients, sleep: Sleep): KeptStore => {
  const described = async (TableName: string): Promise<Described['Table']> => {
    try {
      return ((await dynamo.send(new DescribeTableCommand({ TableName }))) as Described).Table;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  };

  const find = async (name: string) => {
    const table = await described(name);
    return table && { table: table.TableArn ?? name, key: table.SSEDescription?.KMSMasterKeyArn };
  };

  const settled = async (name: string): Promise<void> => {
    while ((await described(name))?.TableStatus === 'UPDATING') await sleep(pause);
  };

  return {
    find,
    destroy: async (name) => {
      const found = await find(name);
      if (!found) return;
      await dynamo.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false }));
      await settled(name);
      await dynamo.send(new DeleteTableCommand({ TableName: name }));
      while (await described(name)) await sleep(pause);
      if (found.key === undefined) return;
      await kms.send(new ScheduleKeyDeletionCommand({ KeyId: found.key, PendingWindowInDays: daysUntilKeyIsGone }));
    },
  };
};

/** Clients with the user's own credentials. */
export const storeClients = (region: string): StoreClients => ({
  dynamo: new DynamoDBClient({ region }),
  kms: new KMSClient({ region }),
});
