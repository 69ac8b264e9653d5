import control from '../../../shared/controls/sagewatch/schedule-group-deletion.ts';
import { activityCases } from '../cases.ts';
import { ownChangeRows } from '../own-change-rows.ts';

export default activityCases(control, {
  ...ownChangeRows('sagewatch-prod', {
    DeleteScheduleGroup: 'schedule group sagewatch-prod was deleted, with all schedules in it',
  }),
  record: {
    eventSource: 'scheduler.amazonaws.com',
    eventName: 'DeleteScheduleGroup',
    requestParameters: { name: 'sagewatch-prod' },
  },
});
