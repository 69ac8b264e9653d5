import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/adapters/aws/dynamo/failure.ts';

const canceled = (...codes: string[]) => ({
  name: 'TransactionCanceledException',
  CancellationReasons: codes.map((Code) => ({ Code })),
});

test.each([
  ['a condition that does not hold', { name: 'ConditionalCheckFailedException' }, 'refused'],
  ['one of a transaction', canceled('None', 'ConditionalCheckFailed'), 'refused'],
  ['another transaction in the way', canceled('TransactionConflict', 'None'), 'contended'],
  ['of one item', { name: 'TransactionConflictException' }, 'contended'],
  ['our own, still under way', { name: 'TransactionInProgressException' }, 'contended'],
  [
    'refused beside one in the way: it may be passing by',
    canceled('ConditionalCheckFailed', 'TransactionConflict'),
    'contended',
  ],
  ['throttled', { name: 'ProvisionedThroughputExceededException' }, 'throttled'],
  ['throttled in a transaction', canceled('ThrottlingError', 'TransactionConflict'), 'throttled'],
  ['too large, for good', canceled('ValidationError', 'ConditionalCheckFailed'), 'other'],
  ['canceled without a reason', { name: 'TransactionCanceledException' }, 'other'],
  ['no such table', { name: 'ResourceNotFoundException' }, 'other'],
  ['no credentials', new Error('no credentials'), 'other'],
  ['nothing', undefined, 'other'],
])('%s', (_, error, kind) => expect(failureOf(error).kind).toBe(kind));

test('a refusal tells which action it was, and what stood there', () => {
  const item = { pk: { S: 'a' } };
  const reasons = [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: item }];
  expect(failureOf({ name: 'TransactionCanceledException', CancellationReasons: reasons })).toEqual({
    kind: 'refused',
    refusals: [{ index: 1, item }],
  });
});
