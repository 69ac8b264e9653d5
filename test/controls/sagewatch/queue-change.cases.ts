import control from '../../../shared/controls/sagewatch/queue-change.ts';
import { activityCases } from '../cases.ts';
import { ownChangeRows } from '../own-change-rows.ts';

export default activityCases(control, {
  ...ownChangeRows('sagewatch-prod-events', {
    PurgeQueue: 'queue sagewatch-prod-events was emptied: what was in it was never judged or told',
    SetQueueAttributes: 'other attributes',
    AddPermission: 'another account',
    RemovePermission: 'taken away',
    DeleteQueue: 'was deleted',
    CreateEventSourceMapping20150331: 'a function of somebody else',
    UpdateEventSourceMapping20150331: 'a function of somebody else',
  }),
  record: {
    eventSource: 'sqs.amazonaws.com',
    eventName: 'PurgeQueue',
    requestParameters: { queueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/sagewatch-prod-events' },
  },
});
