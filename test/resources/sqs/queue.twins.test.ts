import { describe, expect, test } from 'vitest';
import { queue } from '../../../shared/resources/sqs/queue.ts';
import { expectTwins, statedBy } from '../twins.ts';

const name = 'sagewatch-prod-events';
const arn = `arn:aws:sqs:eu-central-1:111122223333:${name}`;
const queueUrl = `https://sqs.eu-central-1.amazonaws.com/111122223333/${name}`;
const deadLetterTargetArn = `${arn}-dlq`;
const redrive = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 });
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'OwnRules',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn,
    },
  ],
});
const call = (eventName: string, requestParameters: object, more: object = {}) => ({
  eventSource: 'sqs.amazonaws.com',
  eventName,
  requestParameters,
  ...more,
});
const created = call(
  'CreateQueue',
  { queueName: name, attributes: { RedrivePolicy: redrive, VisibilityTimeout: '180' } },
  { responseElements: { queueUrl } },
);
const set = (attributes: object) => call('SetQueueAttributes', { queueUrl, attributes });

test('a queue as it is deployed, and as AWS tells it', () => {
  expectTwins(queue, {
    records: [created, set({ Policy: policy })],
    output: { Attributes: { QueueArn: arn, Policy: policy, RedrivePolicy: redrive, VisibilityTimeout: '180' } },
  });
});
test('a queue from which both were taken', () => {
  expectTwins(queue, {
    records: [created, set({ Policy: policy }), set({ Policy: '', RedrivePolicy: '', KmsMasterKeyId: '' })],
    output: { Attributes: { QueueArn: arn, VisibilityTimeout: '180' } },
  });
});
test('what a call does not say stays as it is', () =>
  expect(statedBy(queue, [created, set({ VisibilityTimeout: '30' }), call('PurgeQueue', { queueUrl })]).state).toEqual(
    statedBy(queue, [created]).state,
  ));

describe('permissions', () => {
  const told = (...records: ReturnType<typeof call>[]) => queue.derived?.(statedBy(queue, [created, ...records]).state);
  const add = call('AddPermission', {
    queueUrl,
    label: 'Share',
    aWSAccountIds: ['444455556666'],
    actions: ['ReceiveMessage'],
  });
  test('are added to the policy', () =>
    expect(JSON.parse(String(told(add)?.policy))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Share',
          Effect: 'Allow',
          Principal: { AWS: ['arn:aws:iam::444455556666:root'] },
          Action: ['sqs:ReceiveMessage'],
          Resource: arn,
        },
      ],
    }));
  test('are taken out of it', () =>
    expect(told(add, call('RemovePermission', { queueUrl, label: 'Share' }))).toMatchObject({
      policy: null,
      policyIsWhole: true,
    }));
});

describe('one queue', () => {
  test.each([
    queueUrl,
    `https://eu-central-1.queue.amazonaws.com/111122223333/${name}`,
    `https://vpce-1-x.sqs.eu-central-1.vpce.amazonaws.com/111122223333/${name}`,
  ])('goes by %s', (url) => expect(statedBy(queue, [call('DeleteQueue', { queueUrl: url })]).arn).toBe(arn));
  test('that is not ours is none of our business', () => {
    const other = queueUrl.replace('sagewatch-prod', 'orders');
    expect(() => statedBy(queue, [call('DeleteQueue', { queueUrl: other })])).toThrow('no change');
    expect(
      queue.described?.nameOf({ Attributes: { QueueArn: arn.replace('sagewatch-prod', 'orders') } }),
    ).toBeUndefined();
  });
  test('is changed by a function of others that takes its messages, and by none of ours', () => {
    const taken = (functionName: string, eventSourceArn = arn) => [
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'CreateEventSourceMapping20150331',
        requestParameters: { functionName, eventSourceArn },
      },
    ];
    expect(statedBy(queue, taken('thief'))).toMatchObject({ arn, state: {} });
    expect(() => statedBy(queue, taken('sagewatch-prod-evaluate'))).toThrow('no change');
    expect(() => statedBy(queue, taken('thief', arn.replace('sagewatch-prod', 'orders')))).toThrow('no change');
  });
});
