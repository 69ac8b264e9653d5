import { storeContract } from '../store.contract.ts';
import { storeOn, type NewTable } from './behaving.ts';
import { fakeDynamo } from './fake-dynamo.ts';
import { crossingBehaviour } from './store-crossing.behaviour.ts';
import { storeBehaviour } from './store.behaviour.ts';

const tableOf = ({ handle, items }: ReturnType<typeof fakeDynamo>): NewTable => ({
  table: 'sagewatch',
  handle,
  fork: () => tableOf(fakeDynamo(items())),
});
const newTable = async () => tableOf(fakeDynamo());

storeContract('in DynamoDB as it is documented', async () => {
  const made = await newTable();
  return storeOn(made, made.handle);
});
storeBehaviour('DynamoDB as it is documented', newTable, 'much');
crossingBehaviour('DynamoDB as it is documented, with writers that cross each other', newTable, 'much');
