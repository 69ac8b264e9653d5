import { DeleteTableCommand, DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import {
  DeleteParametersCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { secretFolder, storeParameters } from '../../../app/service/names.ts';
import { seconds } from '../../../core/instant.ts';
import type { Sleep } from '../../../ports.ts';

/** What a stage remembers: the name of its table, the ARN of the key to it, and what its secrets are called. */
export interface Kept {
  table: string;
  key: string;
  secrets: readonly string[];
}

/** What is kept when the service goes. */
export interface KeptStore {
  /** What infra/table.yml says that a stage has; undefined: it has nothing. */
  find(stage: string): Promise<Kept | undefined>;
  /** Secrets and table at once, of which DynamoDB keeps a last backup for 35 days; the key after 30 days, until when it can be kept still. */
  destroy(kept: Kept): Promise<void>;
}

interface Client {
  // Its commands have a type each.
  send(command: any): Promise<object>;
}

/** What is used of the SDK's clients. */
export interface StoreClients {
  dynamo: Client;
  kms: Client;
  ssm: Client;
}

/** The longest that KMS waits. [API reference, ScheduleKeyDeletion] */
const daysUntilKeyIsGone = 30;
/** Parameters that one call deletes. [API reference, DeleteParameters] */
const mostDeleted = 10;
const pause = seconds(3);

/** The stores of a Region. */
export const keptStore = ({ dynamo, kms, ssm }: StoreClients, sleep: Sleep): KeptStore => {
  const statusOf = async (TableName: string): Promise<string | undefined> => {
    try {
      const output = await dynamo.send(new DescribeTableCommand({ TableName }));
      return (output as { Table?: { TableStatus?: string } }).Table?.TableStatus;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  };

  /** What somebody set by `sagewatch secret set`; no value is asked for in plain text. */
  const secretsOf = async (stage: string): Promise<string[]> => {
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = (await ssm.send(new GetParametersByPathCommand({ Path: secretFolder(stage), NextToken }))) as {
        Parameters?: { Name?: string; Type?: string }[];
        NextToken?: string;
      };
      const { Parameters = [] } = page;
      found.push(
        ...Parameters.flatMap(({ Name, Type }) => (Name !== undefined && Type === 'SecureString' ? [Name] : [])),
      );
      NextToken = page.NextToken === '' ? undefined : page.NextToken;
    } while (NextToken !== undefined);
    return found;
  };

  return {
    find: async (stage) => {
      const { table: tableName, key: keyName } = storeParameters(stage);
      const output = await ssm.send(new GetParametersCommand({ Names: [tableName, keyName] }));
      const { Parameters = [] } = output as { Parameters?: { Name?: string; Value?: string }[] };
      const [table, key] = [tableName, keyName].map((name) => Parameters.find(({ Name }) => Name === name)?.Value);
      return table === undefined || key === undefined ? undefined : { table, key, secrets: await secretsOf(stage) };
    },
    destroy: async ({ table, key, secrets }) => {
      for (let first = 0; first < secrets.length; first += mostDeleted) {
        await ssm.send(new DeleteParametersCommand({ Names: secrets.slice(first, first + mostDeleted) }));
      }
      if ((await statusOf(table)) !== undefined) {
        await dynamo.send(new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled: false }));
        while ((await statusOf(table)) === 'UPDATING') await sleep(pause);
        await dynamo.send(new DeleteTableCommand({ TableName: table }));
        while ((await statusOf(table)) !== undefined) await sleep(pause);
      }
      try {
        await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: daysUntilKeyIsGone }));
      } catch (error) {
        // An earlier attempt has done so.
        if (!(error instanceof Error && /^(KMSInvalidStateException|NotFoundException)$/.test(error.name))) throw error;
      }
    },
  };
};

/** Clients with the user's own credentials. */
export const storeClients = (region: string): StoreClients => ({
  dynamo: new DynamoDBClient({ region }),
  kms: new KMSClient({ region }),
  ssm: new SSMClient({ region }),
});
