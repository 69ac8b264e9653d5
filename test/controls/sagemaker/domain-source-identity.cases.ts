import control from '../../../shared/controls/sagemaker/domain-source-identity.ts';
import { cases } from '../cases.ts';
import { domainRecord } from './domain-records.ts';

export default cases(control, {
  pass: { 'the profile name': { executionRoleIdentityConfig: 'USER_PROFILE_NAME' } },
  fail: { 'off, which is the default': { executionRoleIdentityConfig: 'DISABLED', expect: 'cannot be traced' } },
  record: domainRecord(),
});
