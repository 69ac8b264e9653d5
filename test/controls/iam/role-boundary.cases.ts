import control from '../../../shared/controls/iam/role-boundary.ts';
import { cases } from '../cases.ts';
import { mlRole, rowsBesideMlRoles } from './ml-role.ts';

const configuration = { approved: { lifecycleConfigs: [], gitHosts: [], boundaries: ['ml-boundary*'] } };
const boundary = 'arn:aws:iam::111122223333:policy/team/ML-Boundary-2';
const beside = rowsBesideMlRoles({ boundary: null, configuration });

export default cases(control, {
  pass: { 'an approved one, in other letters': { ...mlRole, boundary, configuration } },
  fail: {
    none: { ...mlRole, boundary: null, configuration, expect: 'no boundary limits it' },
    'another one': {
      ...mlRole,
      boundary: 'arn:aws:iam::111122223333:policy/mine',
      configuration,
      expect: 'policy/mine is not an approved one',
    },
  },
  notApplicable: { ...beside.notApplicable, 'nobody told which are approved': { ...mlRole, boundary: null } },
  unknown: beside.unknown,
  configuration,
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateRole',
    awsRegion: 'us-east-1',
    requestParameters: { roleName: 'trainer', assumeRolePolicyDocument: mlRole.trust },
  },
});
