import { expect, test } from 'vitest';
import { start } from '../../../../shared/adapters/aws/deployment/started.ts';

test('a function is started without waiting for what comes of it', async () => {
  const inputs: object[] = [];
  await start({ send: async ({ input }) => ({ StatusCode: inputs.push(input) }) }, 'sagewatch-prod-sweep');
  expect(inputs).toEqual([{ FunctionName: 'sagewatch-prod-sweep', InvocationType: 'Event' }]);
});
