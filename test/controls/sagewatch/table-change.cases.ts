import control from '../../../shared/controls/sagewatch/table-change.ts';
import { activityCases } from '../cases.ts';
import { ownChangeRows } from '../own-change-rows.ts';

export default activityCases(control, {
  ...ownChangeRows('sagewatch-prod', {
    DeleteTable: 'table sagewatch-prod was deleted',
    UpdateTable: 'other settings',
    UpdateContinuousBackups: 'backups changed',
    UpdateTimeToLive: 'expiry',
    PutResourcePolicy: 'got a policy',
    DeleteResourcePolicy: 'lost its policy',
    CreateEventSourceMapping20150331: 'a function of somebody else',
    UpdateEventSourceMapping20150331: 'a function of somebody else',
  }),
  record: {
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'DeleteTable',
    requestParameters: { tableName: 'sagewatch-prod' },
  },
});
