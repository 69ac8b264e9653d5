import control from '../../../shared/controls/sagewatch/event-bus-change.ts';
import { activityCases } from '../cases.ts';
import { ownChangeRows } from '../own-change-rows.ts';

export default activityCases(control, {
  ...ownChangeRows('sagewatch-prod', {
    DeleteEventBus: 'event bus sagewatch-prod was deleted',
    UpdateEventBus: 'was changed',
    PutPermission: 'used by others',
    RemovePermission: 'is turned away',
  }),
  record: {
    eventSource: 'events.amazonaws.com',
    eventName: 'RemovePermission',
    requestParameters: { eventBusName: 'sagewatch-prod', statementId: 'Organization' },
  },
});
