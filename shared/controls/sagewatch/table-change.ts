import { ownChange } from '../../control-families/own-stack.ts';
import { table } from '../../resources/dynamodb/table.ts';

export default ownChange({
  id: 'sagewatch/table-change',
  appliesTo: table,
  noun: 'table',
  doings: {
    UpdateTable: 'got other settings',
    UpdateContinuousBackups: 'had its backups changed',
    UpdateTimeToLive: 'had the expiry of its items changed',
    PutResourcePolicy: 'got a policy, which may open it to others',
    DeleteResourcePolicy: 'lost its policy',
    DeleteTable: 'was deleted',
    CreateEventSourceMapping20150331: 'is read by a function of somebody else',
    UpdateEventSourceMapping20150331: 'is read by a function of somebody else',
  },
  rationale:
    'The table holds every finding and the proof that every event was handled: whoever changes it decides what was found.',
});
