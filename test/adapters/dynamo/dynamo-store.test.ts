import { dynamoStore } from '../../../shared/adapters/aws/dynamo/store.ts';
import { storeContract } from '../store.contract.ts';
import { clientOf, fakeDynamo } from './fake-dynamo.ts';

const clock = { now: () => Date.parse('2026-11-20T12:00:00Z') };

storeContract('in DynamoDB as it is documented', () =>
  dynamoStore({ table: 'sagewatch', client: clientOf(fakeDynamo().handle), clock, sleep: async () => {} }),
);
