import control from '../../../shared/controls/kms/key-policy-external-accounts.ts';
import { cases } from '../cases.ts';

const own = {
  Sid: 'Own',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
};
const other = {
  ...own,
  Sid: 'Other',
  Principal: { AWS: 'arn:aws:iam::444455556666:role/reader' },
  Action: 'kms:Decrypt',
};
const policy = (...added: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: [own, ...added] });
const callers = (Condition: object) => ({ ...own, Sid: 'Callers', Principal: '*', Action: 'kms:Decrypt', Condition });

export default cases(control, {
  pass: {
    'the default policy': { policy: null },
    'the own account': { policy: policy() },
    'everybody of the own account, through a service': {
      policy: policy(
        callers({
          StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
        }),
      ),
    },
    'a service': { policy: policy({ ...other, Principal: { Service: 'logs.eu-central-1.amazonaws.com' } }) },
    'a trusted account': { policy: policy(other), configuration: { trustedAccounts: ['444455556666'] } },
    'the organization': {
      policy: policy(callers({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })),
      configuration: { organization: 'o-exampleorgid' },
    },
  },
  fail: {
    'a role of another account': {
      policy: policy(other),
      expect:
        'Statement "Other" lets account 444455556666, which is not among your own and trusted accounts, use or manage the key',
    },
    'everybody of another account': {
      policy: policy(callers({ StringEquals: { 'kms:CallerAccount': '444455556666' } })),
      expect: 'Statement "Callers"',
    },
    'another organization': {
      policy: policy(callers({ StringEquals: { 'aws:PrincipalOrgID': 'o-otherorgid1' } })),
      configuration: { organization: 'o-exampleorgid' },
      expect: 'every account of organization o-otherorgid1',
    },
  },
  notApplicable: { everybody: { policy: policy({ ...other, Principal: '*' }) } },
  unknown: {
    'an organization that may be yours': {
      policy: policy(callers({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })),
    },
    'a policy that cannot be read': { policy: '{"Statement":' },
  },
  record: {
    eventSource: 'kms.amazonaws.com',
    eventName: 'PutKeyPolicy',
    requestParameters: {
      keyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      policyName: 'default',
      policy: policy(other),
    },
  },
});
