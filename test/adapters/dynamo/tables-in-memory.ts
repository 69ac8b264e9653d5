import type { NewTable } from './behaving.ts';
import { fakeDynamo } from './fake-dynamo.ts';

const tableOf = ({ handle, items }: ReturnType<typeof fakeDynamo>): NewTable => ({
  table: 'sagewatch',
  handle,
  fork: () => tableOf(fakeDynamo(items())),
});

/** A table that nobody has used yet, of a DynamoDB as it is documented. */
export const newTable = async (): Promise<NewTable> => tableOf(fakeDynamo());
