import control from '../../../shared/controls/kms/key-policy-access.ts';
import { cases } from '../cases.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const use = { Sid: 'Use', Effect: 'Allow', Principal: { AWS: '*' }, Action: ['kms:Decrypt'], Resource: '*' };

export default cases(control, {
  pass: {
    'the account itself': { policy: policy({ ...use, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }) },
    'the default policy': { policy: null },
    'through S3, by callers of the account': {
      policy: policy({
        ...use,
        Condition: {
          StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
        },
      }),
    },
  },
  fail: {
    everybody: { policy: policy(use), expect: 'Statement "Use" allows kms:Decrypt to anybody with an AWS account' },
    'everybody who comes through S3': {
      policy: policy({ ...use, Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } } }),
    },
  },
  unknown: { 'a policy that cannot be read': { policy: 'key policy' } },
  record: {
    eventSource: 'kms.amazonaws.com',
    eventName: 'PutKeyPolicy',
    requestParameters: {
      keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      policyName: 'default',
      bypassPolicyLockoutSafetyCheck: false,
      policy: policy(use),
    },
    responseElements: { keyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
  },
});
