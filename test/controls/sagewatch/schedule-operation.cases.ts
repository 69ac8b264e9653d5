import control from '../../../shared/controls/sagewatch/schedule-operation.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { on: { enabled: true } },
  fail: {
    off: {
      named: 'sagewatch-prod/sagewatch-prod-sweep',
      enabled: false,
      expect: 'schedule sagewatch-prod-sweep is disabled',
    },
  },
  record: {
    eventSource: 'scheduler.amazonaws.com',
    eventName: 'UpdateSchedule',
    requestParameters: { groupName: 'sagewatch-prod', name: 'sagewatch-prod-sweep', state: 'DISABLED' },
  },
});
