import control from '../../../shared/controls/sagewatch/rule-operation.ts';
import { cases } from '../cases.ts';

const named = 'sagewatch-prod-iam';
const targets = (entries: Record<string, string | null>, complete = true) => ({ complete, entries });
const queue = { events: 'arn:aws:sqs:eu-central-1:111122223333:sagewatch-prod-events' };

export default cases(control, {
  pass: {
    'on, to a queue': { named, enabled: true, targets: targets(queue) },
    'on, to a queue and perhaps further': { named, enabled: true, targets: targets(queue, false) },
    'of its own bus': { named: 'sagewatch-prod/sagewatch-prod-forwarded', enabled: true, targets: targets(queue) },
  },
  fail: {
    off: { named, enabled: false, targets: targets(queue), expect: 'rule sagewatch-prod-iam is disabled' },
    'off, whatever its targets are': { named, enabled: false, expect: 'is disabled' },
    'without targets': { named, enabled: true, targets: targets({}), expect: 'has no targets' },
    'whose targets were taken away': { named, enabled: true, targets: targets({ events: null }), expect: 'no targets' },
  },
  notApplicable: { 'a rule of somebody else': { named: 'nightly', enabled: false } },
  unknown: {
    'of which nothing is known': { named },
    'whose targets nobody told of': { named, enabled: true },
    'a target was taken away, and there may be others': {
      named,
      enabled: true,
      targets: targets({ events: null }, false),
    },
    'it may be off': { named, targets: targets(queue) },
  },
  record: {
    eventSource: 'events.amazonaws.com',
    eventName: 'DisableRule',
    requestParameters: { name: 'sagewatch-prod-iam', eventBusName: 'default' },
  },
});
