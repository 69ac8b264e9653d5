import { describe, expect, test } from 'vitest';
import { lambdaFunction } from '../../../shared/resources/lambda/function.ts';
import { expectTwins, statedBy } from '../twins.ts';

const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:sagewatch-prod-evaluate';
const queue = 'arn:aws:sqs:eu-central-1:111122223333:sagewatch-prod-events';
const stream = 'arn:aws:dynamodb:eu-central-1:111122223333:table/sagewatch-prod/stream/2026-11-02T09:00:00.000';
const functionName = 'sagewatch-prod-evaluate';
const call = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'lambda.amazonaws.com',
  eventName,
  requestParameters,
  responseElements,
});
const created = call('CreateFunction20150331', { functionName, role: 'r' }, { functionName, functionArn: arn });
const mapping = (eventSourceArn: string, state: string) => ({
  uUID: '0b7d4c1e-0000-4000-8000-000000000000',
  eventSourceArn,
  functionArn: arn,
  state,
});
const mapped = (eventSourceArn: string) =>
  call(
    'CreateEventSourceMapping20150331',
    { functionName, eventSourceArn, enabled: true },
    mapping(eventSourceArn, 'Creating'),
  );
const updated = (request: object, source = queue) =>
  call('UpdateEventSourceMapping20150331', { uUID: 'u', ...request }, mapping(source, 'Disabling'));

describe('a function, and as AWS tells it', () => {
  test('woken by a queue and a stream, of which one is off', () =>
    expectTwins(lambdaFunction, {
      records: [
        created,
        mapped(queue),
        mapped(stream),
        updated({ enabled: false }, stream),
        call('UpdateFunctionCode20150331v2', { functionName, dryRun: false }, { functionArn: arn }),
      ],
      output: {
        FunctionArn: arn,
        EventSourceMappings: [
          { UUID: 'a', EventSourceArn: queue, FunctionArn: arn, State: 'Enabled' },
          { UUID: 'b', EventSourceArn: stream, FunctionArn: arn, State: 'Disabled' },
          { UUID: 'c', EventSourceArn: `${queue}-old`, FunctionArn: arn, State: 'Deleting' },
        ],
      },
    }));
  test('with no runs left', () =>
    expectTwins(lambdaFunction, {
      records: [
        created,
        call('PutFunctionConcurrency20171031', { functionName: arn, reservedConcurrentExecutions: 0 }),
      ],
      output: { FunctionArn: arn, ReservedConcurrentExecutions: 0, EventSourceMappings: [] },
    }));
  test('with its limit taken away', () =>
    expectTwins(lambdaFunction, {
      records: [
        created,
        call('PutFunctionConcurrency20171031', { functionName, reservedConcurrentExecutions: 7 }),
        call('DeleteFunctionConcurrency20171031', { functionName: `111122223333:function:${functionName}` }),
      ],
      output: { FunctionArn: arn, EventSourceMappings: [] },
    }));
});

describe('one function', () => {
  test.each([
    functionName,
    arn,
    `${arn}:$LATEST`,
    `${functionName}:live`,
    `111122223333:function:${functionName}`,
    `function:${functionName}`,
  ])('goes by %s', (name) =>
    expect(statedBy(lambdaFunction, [call('AddPermission20150331v2', { functionName: name })]).arn).toBe(arn),
  );
  test.each(['churn', arn.replace('sagewatch-prod', 'churn'), 'my-sagewatch-prod', 'sagewatch', ''])(
    'that is not ours is none of our business: %s',
    (name) => {
      expect(() => statedBy(lambdaFunction, [call('AddPermission20150331v2', { functionName: name })])).toThrow(
        'no change',
      );
      expect(lambdaFunction.described?.nameOf({ FunctionArn: name })).toBeUndefined();
    },
  );
  test('loses a version of it, and stays', () => {
    for (const gone of [{ functionName, qualifier: '3' }, { functionName: `${arn}:3` }]) {
      expect(() => statedBy(lambdaFunction, [call('DeleteFunction20150331', gone)])).toThrow('no change');
    }
    expect(statedBy(lambdaFunction, [call('DeleteFunction20150331', { functionName })]).arn).toBe(arn);
  });
});

describe('a source', () => {
  const sourcesAfter = (...records: ReturnType<typeof call>[]) =>
    statedBy(lambdaFunction, [created, mapped(queue), ...records]).state['sources'];
  test('of which an update says nothing stays as it is', () =>
    expect(sourcesAfter(updated({ batchSize: 5 }))).toEqual({ complete: true, entries: { [queue]: 'enabled' } }));
  test('that is deleted is gone', () =>
    expect(sourcesAfter(call('DeleteEventSourceMapping20150331', { uUID: 'u' }, mapping(queue, 'Deleting')))).toEqual({
      complete: true,
      entries: { [queue]: null },
    }));
  test('that an answer does not name changes nothing that is known', () =>
    expect(
      sourcesAfter(call('UpdateEventSourceMapping20150331', { uUID: 'u', functionName, enabled: false }, null)),
    ).toEqual({ complete: true, entries: { [queue]: 'enabled' } }));
});
