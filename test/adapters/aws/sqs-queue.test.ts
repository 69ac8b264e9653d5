import { expect, test } from 'vitest';
import { sqsQueue, type SendBatch } from '../../../shared/adapters/aws/sqs-queue.ts';

const asked: { url: string | undefined; bodies: (string | undefined)[]; delays: (number | undefined)[] }[] = [];
const sendBatch =
  (refused: string[] = []): SendBatch =>
  async ({ QueueUrl, Entries = [] }) => {
    asked.push({
      url: QueueUrl,
      bodies: Entries.map(({ MessageBody }) => MessageBody),
      delays: Entries.map(({ DelaySeconds }) => DelaySeconds),
    });
    const Failed = Entries.filter(({ MessageBody = '' }) => refused.includes(MessageBody)).map(({ Id }) => ({
      Id,
      Code: 'KmsThrottled',
      Message: 'later',
      SenderFault: false,
    }));
    return { Failed };
  };
const sentBy = async (...args: Parameters<ReturnType<typeof sqsQueue>['send']>) => {
  asked.length = 0;
  await sqsQueue(sendBatch(), 'https://queue').send(...args);
  return asked.map(({ bodies }) => bodies.length);
};

test('ten messages a call, none for nothing', async () => {
  expect(await sentBy([])).toEqual([]);
  expect(await sentBy([1, 2, 3])).toEqual([3]);
  expect(await sentBy(Array.from({ length: 21 }, (_, index) => index))).toEqual([10, 10, 1]);
  expect(asked.flatMap(({ bodies }) => bodies)).toEqual(Array.from({ length: 21 }, (_, index) => String(index)));
});

test('a delay in whole seconds, and never longer than SQS can wait', async () => {
  const delayOf = async (delay?: number) => {
    await sentBy(['a'], delay);
    return asked[0]?.delays[0];
  };
  expect([await delayOf(), await delayOf(0), await delayOf(1), await delayOf(60_000), await delayOf(10 ** 9)]).toEqual([
    undefined,
    undefined,
    1,
    60,
    900,
  ]);
});

test('what the queue did not take is an error', async () => {
  await expect(sqsQueue(sendBatch(['"b"']), 'https://queue').send(['a', 'b'])).rejects.toThrow(
    '1 messages were not taken by the queue: KmsThrottled later',
  );
});
