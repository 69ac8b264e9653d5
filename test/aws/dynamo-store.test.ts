import { dynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { clientOf } from '../adapters/dynamo/fake-dynamo.ts';
import { storeContract } from '../adapters/store.contract.ts';
import { motoHandle, newTable } from './tables.ts';

storeContract('in DynamoDB, as moto does it', async () => {
  const handle = motoHandle();
  return dynamoStore({
    table: await newTable(handle),
    client: clientOf(handle),
    clock: systemClock,
    sleep: async () => {},
  });
});
