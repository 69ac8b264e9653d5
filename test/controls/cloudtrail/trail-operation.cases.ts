import control from '../../../shared/controls/cloudtrail/trail-operation.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'a trail that records': { logging: true } },
  fail: { 'a trail that is off': { logging: false, expect: 'is off' } },
  record: {
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    requestParameters: { name: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main' },
  },
});
