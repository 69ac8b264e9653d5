import control from '../../../shared/controls/sagewatch/function-change.ts';
import { activityCases } from '../cases.ts';
import { ownChangeRows } from '../own-change-rows.ts';

export default activityCases(control, {
  ...ownChangeRows('sagewatch-prod-evaluate', {
    DeleteFunction20150331: 'function sagewatch-prod-evaluate was deleted',
    UpdateFunctionCode20150331v2: 'other code',
    UpdateFunctionConfiguration20150331v2: 'another configuration',
    AddPermission20150331v2: 'may be invoked',
    RemovePermission20150331v2: 'no longer be invoked',
    PutFunctionConcurrency20171031: 'another limit',
    CreateEventSourceMapping20150331: 'got another source',
    UpdateEventSourceMapping20150331: 'changed or switched off',
    DeleteEventSourceMapping20150331: 'lost a source',
  }),
  record: {
    eventSource: 'lambda.amazonaws.com',
    eventName: 'DeleteFunction20150331',
    requestParameters: { functionName: 'arn:aws:lambda:eu-central-1:111122223333:function:sagewatch-prod-evaluate' },
  },
});
