import control from '../../../shared/controls/sagemaker/domain-source-identity.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'the profile name': { executionRoleIdentityConfig: 'USER_PROFILE_NAME' } },
  fail: { 'off, which is the default': { executionRoleIdentityConfig: 'DISABLED', expect: 'cannot be traced' } },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateDomain',
    requestParameters: {
      domainName: 'studio',
      authMode: 'IAM',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1'],
      defaultUserSettings: { executionRole: 'arn:aws:iam::111122223333:role/studio' },
    },
    responseElements: { domainArn: 'arn:aws:sagemaker:eu-central-1:111122223333:domain/d-abc', domainId: 'd-abc' },
  },
});
