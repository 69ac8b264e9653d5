import { storeContract } from '../store.contract.ts';
import { fakeDynamo } from './fake-dynamo.ts';
import { storeBehaviour, storeOn, type NewTable } from './store.behaviour.ts';

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
