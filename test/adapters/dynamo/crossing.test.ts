import { crossingBehaviour } from './store-crossing.behaviour.ts';
import { newTable } from './tables-in-memory.ts';

crossingBehaviour('DynamoDB as it is documented, with writers that cross each other', newTable, 'much');
