import { storeContract } from '../store.contract.ts';
import { storeOn } from './behaving.ts';
import { storeBehaviour } from './store.behaviour.ts';
import { newTable } from './tables-in-memory.ts';

storeContract('in DynamoDB as it is documented', async () => {
  const made = await newTable();
  return storeOn(made, made.handle, { mostActions: 100 });
});
storeBehaviour('DynamoDB as it is documented', newTable, 'much');
