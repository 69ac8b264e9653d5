import control from '../../../shared/controls/iam/group-combined-permissions.ts';
import { cases } from '../cases.ts';
import { combinedRecords, combinedRows } from './combined-permissions.ts';

export default cases(control, { ...combinedRows({}, 'group'), record: combinedRecords('Group') });
