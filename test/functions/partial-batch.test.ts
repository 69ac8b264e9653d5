import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { logger } from '../../functions/logger.ts';
import { eachMessage, eachRecord, unlessAllFailed } from '../../functions/middleware/partial-batch.ts';

const failing = (bad: readonly string[], done: string[]) => async (name: string) => {
  if (bad.includes(name)) throw new Error(`not ${name}`);
  done.push(name);
};

test('of a queue, what fails comes again alone, and the others are done', async () => {
  const done: string[] = [];
  const handle = failing(['b', 'd'], done);
  const records = ['a', 'b', 'c', 'd'].map((messageId) => ({ messageId }) as SQSRecord);
  expect(await eachMessage(records, async ({ messageId }) => handle(messageId))).toEqual({
    batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'd' }],
  });
  expect(done).toEqual(['a', 'c']);
});

test.each<[ids: string, failed: string, throws: boolean]>([
  ['', '', false],
  ['a', '', false],
  ['a', 'a', true],
  ['abc', 'ac', false],
  ['abc', 'abc', true],
])('of the messages %j, %j fail: the function fails itself: %s', (ids, failed, throws) => {
  const records = ids.split('').map((messageId) => ({ messageId }) as SQSRecord);
  const answer = { batchItemFailures: failed.split('').map((itemIdentifier) => ({ itemIdentifier })) };
  const answered = () => unlessAllFailed(records, answer);
  if (throws) expect(answered).toThrow(`None of ${ids.length} messages could be handled`);
  else expect(answered()).toBe(answer);
});

test('every line of a message names it, and none of another', async () => {
  const lines: Record<string, unknown>[] = [];
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = ((line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) > 0) as typeof write;
  try {
    const records = ['a', 'b'].map((messageId) => ({ messageId }) as SQSRecord);
    await eachMessage(records, async ({ messageId }) => logger.info(`judged ${messageId}`));
    logger.info('after');
  } finally {
    stdout.write = write;
  }
  expect(lines.map(({ message, messageId }) => [message, messageId])).toEqual([
    ['judged a', 'a'],
    ['judged b', 'b'],
    ['after', undefined],
  ]);
});

test('of a stream, the first that fails comes again with all behind it, which are not begun', async () => {
  const done: string[] = [];
  const handle = failing(['b'], done);
  const records = ['a', 'b', 'c'].map((SequenceNumber) => ({ dynamodb: { SequenceNumber } }) as DynamoDBRecord);
  const handled = eachRecord(records, async ({ dynamodb }) => handle(dynamodb?.SequenceNumber ?? ''));
  expect(await handled).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
  expect(done).toEqual(['a']);
  expect(await eachRecord(records.slice(2), async () => {})).toEqual({ batchItemFailures: [] });
});
