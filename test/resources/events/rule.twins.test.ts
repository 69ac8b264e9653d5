import { expect, test } from 'vitest';
import { coversPattern } from '../../../shared/resources/events/covers-pattern.ts';
import { eventsRule } from '../../../shared/resources/events/rule.ts';
import { expectTwins, statedBy } from '../twins.ts';

const call = (eventName: string, requestParameters: object) => ({
  eventSource: 'events.amazonaws.com',
  eventName,
  requestParameters,
});
const pattern = { source: ['aws.sagemaker'] };
const target = 'arn:aws:sqs:eu-central-1:111122223333:records';

test('a rule and its targets', () => {
  const { state } = statedBy(eventsRule, [
    call('PutRule', {
      name: 'feed',
      eventPattern: JSON.stringify(pattern, null, 2),
      scheduleExpression: '',
      state: 'ENABLED',
    }),
  ]);
  expect(state).toEqual({ enabled: true, eventPattern: JSON.stringify(pattern) });
  expectTwins(eventsRule, {
    records: [call('PutRule', { name: 'feed', eventPattern: JSON.stringify(pattern), state: 'DISABLED' })],
    output: {
      Name: 'feed',
      Arn: 'arn:aws:events:eu-central-1:111122223333:rule/feed',
      EventPattern: JSON.stringify(pattern),
      State: 'DISABLED',
      EventBusName: 'default',
    },
  });
  expect(eventsRule.described?.state?.({ State: 'ENABLED', Targets: [{ Id: 'one', Arn: target }] })).toMatchObject({
    targets: { complete: true, entries: { one: target } },
  });
});

test('a rule of another bus is another rule', () => {
  const named = (eventBusName: string) =>
    statedBy(eventsRule, [call('RemoveTargets', { rule: 'feed', eventBusName, ids: ['one'] })]).resource.arn;
  expect(named('default')).toBe('arn:aws:events:eu-central-1:111122223333:rule/feed');
  expect(named('audit')).toBe('arn:aws:events:eu-central-1:111122223333:rule/audit/feed');
  expect(named('arn:aws:events:eu-central-1:111122223333:event-bus/audit')).toBe(named('audit'));
});

test.each([
  ['{"source":["a"]}', '{"source":["a"]}', true],
  ['{"source":["a","b"]}', '{"source":["a"]}', true],
  ['{"source":["a"]}', '{"source":["a","b"]}', false],
  ['{"source":["a"],"detail":{"eventName":["X"]}}', '{"source":["a"]}', false],
  ['{"source":["a"]}', '{"source":["a"],"detail":{"eventName":["X"]}}', true],
  ['{"detail":{"eventName":[{"prefix":"Create"}]}}', '{"detail":{"eventName":[{"prefix":"Create"}]}}', true],
  ['{', '{}', undefined],
])('%s matches all that %s matched: %s', (after, before, covered) =>
  expect(coversPattern(after, before)).toBe(covered),
);
