import { ownChange } from '../../control-families/own-stack.ts';
import { queue } from '../../resources/sqs/queue.ts';

export default ownChange({
  id: 'sagewatch/queue-change',
  appliesTo: queue,
  noun: 'queue',
  doings: {
    SetQueueAttributes: 'got other attributes',
    AddPermission: 'may be used by another account',
    RemovePermission: 'had a permission taken away',
    PurgeQueue: 'was emptied: what was in it was never judged or told',
    DeleteQueue: 'was deleted',
    CreateEventSourceMapping20150331: 'is read by a function of somebody else, which takes its messages away',
    UpdateEventSourceMapping20150331: 'is read by a function of somebody else, which takes its messages away',
  },
  rationale:
    'Every event waits in a queue before it is judged, and every notice before it is sent: what is emptied, taken or turned away there was never seen.',
});
