import { storeParameters } from '../../../app/service/names.ts';
import { SourceError } from '../../../core/source-error.ts';
import type { Clock, Sleep } from '../../../ports.ts';
import { sdkDynamo } from '../dynamo/sdk-client.ts';
import { dynamoStore, type DynamoStore } from '../dynamo/store.ts';
import { storeOf, type StackAccess } from './stack-access.ts';
import type { Sends } from './told.ts';

const missingTable = (table: string, stage: string, cause: unknown): SourceError =>
  new SourceError(
    `stack ${stage}: its table ${table} is not there; if it was restored under another name, set the parameter ${storeParameters(stage).table} to that, otherwise deploy it: npm run deploy -- --stage ${stage}`,
    { cause },
  );

/** The client, for which a table that is gone is a matter for people. */
const tellingOfTable = (client: Sends, table: string, stage: string): Sends => ({
  send: async (command: object) => {
    try {
      return (await client.send(command)) as unknown;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') {
        throw missingTable(table, stage, error);
      }
      throw error;
    }
  },
});

/**
 * The store of a deployed stage, used with the user's own credentials, beside the service that uses it too. Throws a
 * `SourceError` where there is none; what goes wrong later is thrown by the question that it goes wrong in.
 */
export const stackStore = async (
  access: StackAccess,
  { clock, sleep }: { clock: Clock; sleep: Sleep },
): Promise<DynamoStore> => {
  const { table } = await storeOf(access);
  const client = tellingOfTable(await access.client('dynamodb'), table, access.stage);
  return dynamoStore({ table, client: sdkDynamo(client), clock, sleep });
};
