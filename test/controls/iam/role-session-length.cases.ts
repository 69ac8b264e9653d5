import control from '../../../shared/controls/iam/role-session-length.ts';
import { cases } from '../cases.ts';
import { mlRole, rowsBesideMlRoles } from './ml-role.ts';

export default cases(control, {
  pass: {
    'an hour': { ...mlRole, maxSessionDuration: 3_600 },
    'a working day': { ...mlRole, maxSessionDuration: 28_800 },
  },
  fail: { 'half a day': { ...mlRole, maxSessionDuration: 43_200, expect: '12 hours' } },
  ...rowsBesideMlRoles({ maxSessionDuration: 43_200 }),
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateRole',
    awsRegion: 'us-east-1',
    requestParameters: { roleName: 'trainer', assumeRolePolicyDocument: mlRole.trust, maxSessionDuration: 43_200 },
  },
});
