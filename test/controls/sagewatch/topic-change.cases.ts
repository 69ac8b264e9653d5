import control from '../../../shared/controls/sagewatch/topic-change.ts';
import { activityCases } from '../cases.ts';
import { ownChangeRows } from '../own-change-rows.ts';

export default activityCases(control, {
  ...ownChangeRows('sagewatch-prod-operations', {
    DeleteTopic: 'topic sagewatch-prod-operations was deleted',
    SetTopicAttributes: 'other attributes',
    AddPermission: 'another account',
    RemovePermission: 'taken away',
    Unsubscribe: 'lost a subscription',
  }),
  record: {
    eventSource: 'sns.amazonaws.com',
    eventName: 'Unsubscribe',
    requestParameters: {
      subscriptionArn:
        'arn:aws:sns:eu-central-1:111122223333:sagewatch-prod-operations:0b7d4c1e-0000-4000-8000-000000000000',
    },
  },
});
