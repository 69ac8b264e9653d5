import { expect, test } from 'vitest';
import { topic } from '../../../shared/resources/sns/topic.ts';
import { expectTwins, statedBy } from '../twins.ts';

const topicArn = 'arn:aws:sns:eu-central-1:111122223333:sagewatch-prod-findings';
const call = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'sns.amazonaws.com',
  eventName,
  requestParameters,
  responseElements,
});
const set = (attributeName: string, attributeValue: string) =>
  call('SetTopicAttributes', { topicArn, attributeName, attributeValue });
const policy = '{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Deny"}]}';
const policyAfter = (...records: ReturnType<typeof call>[]) => topic.derived?.(statedBy(topic, records).state);

test('a topic has the policy that was set, and another attribute says nothing of it', () =>
  expect(
    policyAfter(
      call('CreateTopic', { name: 'sagewatch-prod-findings' }, { topicArn }),
      set('Policy', policy),
      set('KmsMasterKeyId', ''),
    ),
  ).toMatchObject({ policy, policyIsWhole: true }));
test('a topic as it is deployed, and as AWS tells it', () =>
  expectTwins(topic, {
    records: [call('CreateTopic', { name: 'sagewatch-prod-findings' }, { topicArn }), set('Policy', policy)],
    output: { Attributes: { TopicArn: topicArn, Policy: policy, Owner: '111122223333', KmsMasterKeyId: 'k' } },
  }));
test('a topic that is not ours is none of our business', () =>
  expect(topic.described?.nameOf({ Attributes: { TopicArn: topicArn.replace('sagewatch-prod', 'orders') } })).toBe(
    undefined,
  ));
test('what SNS wrote for a topic that was made without a policy is not known', () =>
  expect(policyAfter(call('CreateTopic', { name: 'sagewatch-prod-findings' }, { topicArn }))).toEqual({}));
test('an account that was let in is in its policy, as far as that is known', () =>
  expect(
    policyAfter(
      call('AddPermission', { topicArn, label: 'Share', aWSAccountId: ['444455556666'], actionName: ['Subscribe'] }),
    ),
  ).toEqual({
    policy: `{"Version":"2012-10-17","Statement":[{"Sid":"Share","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::444455556666:root"]},"Action":["sns:Subscribe"],"Resource":"${topicArn}"}]}`,
    policyIsWhole: false,
    formerPolicy: null,
  }));
test('who unsubscribes from findings is free to, but not from word of our own troubles', () => {
  const unsubscribe = (arn: string) =>
    call('Unsubscribe', { subscriptionArn: `${arn}:0b7d4c1e-0000-4000-8000-000000000000` });
  const operations = topicArn.replace('findings', 'operations');
  expect(statedBy(topic, [unsubscribe(operations)]).arn).toBe(operations);
  expect(() => statedBy(topic, [unsubscribe(topicArn)])).toThrow('no change');
  expect(() => statedBy(topic, [unsubscribe(topicArn.replace('sagewatch-prod-findings', 'team-operations'))])).toThrow(
    'no change',
  );
});
