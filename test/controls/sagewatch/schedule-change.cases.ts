import control from '../../../shared/controls/sagewatch/schedule-change.ts';
import { activityCases } from '../cases.ts';
import { ownChangeRows } from '../own-change-rows.ts';

export default activityCases(control, {
  ...ownChangeRows('sagewatch-prod/sagewatch-prod-canary', {
    DeleteSchedule: 'schedule sagewatch-prod-canary was deleted',
    UpdateSchedule: 'was changed',
  }),
  record: {
    eventSource: 'scheduler.amazonaws.com',
    eventName: 'DeleteSchedule',
    requestParameters: { groupName: 'sagewatch-prod', name: 'sagewatch-prod-canary' },
  },
});
