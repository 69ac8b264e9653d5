import { ownChange } from '../../control-families/own-stack.ts';
import { lambdaFunction } from '../../resources/lambda/function.ts';

export default ownChange({
  id: 'sagewatch/function-change',
  appliesTo: lambdaFunction,
  noun: 'function',
  doings: {
    DeleteFunction20150331: 'was deleted',
    UpdateFunctionCode20150331v2: 'got other code',
    UpdateFunctionConfiguration20150331v2: 'got another configuration',
    AddPermission20150331v2: 'may be invoked by somebody else',
    RemovePermission20150331v2: 'may no longer be invoked by somebody',
    PutFunctionConcurrency20171031: 'got another limit of concurrent runs',
    CreateEventSourceMapping20150331: 'got another source',
    UpdateEventSourceMapping20150331: 'had a source changed or switched off',
    DeleteEventSourceMapping20150331: 'lost a source',
  },
  rationale:
    'Whoever changes, starves or deletes a function that judges or tells decides what is judged and told, and nothing else would show it.',
});
