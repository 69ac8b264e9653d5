import control from '../../../shared/controls/cloudtrail/trail-logging.ts';
import { activityCases } from '../cases.ts';

export default activityCases(control, {
  pass: { 'a trail that was stopped before': { before: { logging: false }, call: { name: 'DeleteTrail' } } },
  fail: {
    stopped: { call: { name: 'StopLogging' }, expect: 'was stopped' },
    deleted: { before: { logging: true }, call: { name: 'DeleteTrail' }, expect: 'was deleted' },
  },
  record: {
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    requestParameters: { name: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main' },
  },
});
