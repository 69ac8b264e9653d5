import { describe, expect, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { run } from '../fixtures/run.ts';
import type { RecordFixture } from './cases.ts';

const functionName = 'sagewatch-prod-evaluate';
const arn = `arn:aws:lambda:eu-central-1:111122223333:function:${functionName}`;
const call = (service: string, eventName: string, requestParameters: object, more: Partial<RecordFixture> = {}) => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  requestParameters,
  ...more,
});
const lambda = (eventName: string, request: object = {}, more: Partial<RecordFixture> = {}) =>
  call('lambda', eventName, { functionName, ...request }, more);
const deployment = {
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/Deployer/AWSCloudFormation',
    accountId: '111122223333',
    invokedBy: 'cloudformation.amazonaws.com',
  },
  sourceIPAddress: 'cloudformation.amazonaws.com',
  userAgent: 'cloudformation.amazonaws.com',
};
const told = (...fixtures: RecordFixture[]) =>
  run(
    fixtures.map((each, minute) =>
      record({ ...each, eventTime: `2026-11-02T09:${String(minute).padStart(2, '0')}:00Z` }),
    ),
  ).transitions.map(({ change, finding: { controlId, severity, episodes } }) =>
    [change, severity, controlId, episodes.at(-1)?.reason].filter(Boolean).join(' '),
  );

const created = lambda('CreateFunction20150331', {}, deployment);

describe('a function', () => {
  test('that is deployed, deployed again and removed with its stack is tampered with by nobody', () =>
    expect(
      told(
        created,
        lambda('UpdateFunctionCode20150331v2', {}, deployment),
        lambda('UpdateFunctionConfiguration20150331v2', {}, deployment),
        lambda('DeleteFunction20150331', {}, deployment),
      ),
    ).toEqual([]));
  test('that somebody switches off is critical twice: that it is off until it is on, and who did it until it is acknowledged', () =>
    expect(
      told(
        created,
        lambda('PutFunctionConcurrency20171031', { reservedConcurrentExecutions: 0 }),
        lambda('DeleteFunctionConcurrency20171031', {}, deployment),
      ),
    ).toEqual([
      'opened critical sagewatch/function-change',
      'opened critical sagewatch/function-operation',
      'resolved critical sagewatch/function-operation mended',
    ]));
  test('that a deployment switches off is off all the same', () =>
    expect(
      told(created, lambda('PutFunctionConcurrency20171031', { reservedConcurrentExecutions: 0 }, deployment)),
    ).toEqual(['opened critical sagewatch/function-operation']));
  test('that somebody deletes leaves an incident, which its re-creation does not close', () =>
    expect(told(created, lambda('DeleteFunction20150331'), created)).toEqual([
      'opened critical sagewatch/function-change',
    ]));
  test('whose source somebody switches off is woken no more', () => {
    const source = 'arn:aws:sqs:eu-central-1:111122223333:sagewatch-prod-events';
    const answer = { responseElements: { functionArn: arn, eventSourceArn: source } };
    expect(
      told(
        created,
        lambda('CreateEventSourceMapping20150331', { eventSourceArn: source }, { ...deployment, ...answer }),
        call('lambda', 'UpdateEventSourceMapping20150331', { uUID: 'u', enabled: false }, answer),
      ),
    ).toEqual(['opened critical sagewatch/function-change', 'opened critical sagewatch/function-operation']);
  });
});

test('functions, queues and tables of others are nobody’s business', () =>
  expect(
    told(
      call('lambda', 'DeleteFunction20150331', { functionName: 'churn' }),
      call('sqs', 'PurgeQueue', { queueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders' }),
      call('dynamodb', 'DeleteTable', { tableName: 'orders' }),
      call('cloudformation', 'DeleteStack', { stackName: 'shop' }),
    ),
  ).toEqual([]));

test('a rule of ours that somebody disables is graver than one of another detector, and is on again once AWS says that it delivers, too', () => {
  const rule = (name: string, eventName: string, more: object = {}) =>
    call('events', eventName, { name, eventBusName: 'default' }, more);
  expect(told(rule('guardduty-forward', 'DisableRule'))).toEqual(['opened high events/detector-rule-integrity']);
  expect(told(rule('sagewatch-prod-iam', 'DisableRule'), rule('sagewatch-prod-iam', 'EnableRule'))).toEqual([
    'opened critical events/detector-rule-integrity',
    'opened critical sagewatch/rule-operation',
  ]);
});

test('a canary that comes by leaves nothing to be told', () => {
  const role = 'sagewatch-prod-eu-central-1-canary';
  expect(
    told(
      call(
        'iam',
        'TagRole',
        { roleName: role, tags: [{ key: 'sagewatch:canary', value: '1' }] },
        {
          userIdentity: {
            type: 'AssumedRole',
            arn: `arn:aws:sts::111122223333:assumed-role/${role}/${role}`,
            accountId: '111122223333',
          },
        },
      ),
    ),
  ).toEqual([]);
});

test('a removal is told of while somebody can still be told', () =>
  expect(told(call('cloudformation', 'DeleteStack', { stackName: 'sagewatch-prod' }))).toEqual([
    'opened critical sagewatch/stack-deletion',
  ]));
