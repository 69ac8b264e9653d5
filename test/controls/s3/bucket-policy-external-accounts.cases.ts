import control from '../../../shared/controls/s3/bucket-policy-external-accounts.ts';
import { cases } from '../cases.ts';

const read = {
  Sid: 'Read',
  Effect: 'Allow',
  Principal: { AWS: '444455556666' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::example/*',
};
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const everybody = (key: string, value: string) => ({
  ...read,
  Principal: '*',
  Condition: { StringEquals: { [key]: value } },
});

export default cases(control, {
  pass: {
    'no policy': { policy: null },
    'the own account': { policy: policy({ ...read, Principal: { AWS: 'arn:aws:iam::111122223333:role/trainer' } }) },
    'a trusted account': { policy: policy(read), configuration: { trustedAccounts: ['444455556666'] } },
    'a service': { policy: policy({ ...read, Principal: { Service: 'cloudtrail.amazonaws.com' } }) },
    'everybody of a network': { policy: policy(everybody('aws:SourceVpce', 'vpce-1a2b3c4d')) },
    'the organization': {
      policy: policy(everybody('aws:PrincipalOrgID', 'o-exampleorgid')),
      configuration: { organization: 'o-exampleorgid' },
    },
    'a Deny for another account': { policy: policy({ ...read, Effect: 'Deny' }) },
    'another account that a Deny takes out': {
      policy: policy(read, {
        ...read,
        Sid: 'Own',
        Effect: 'Deny',
        Principal: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
      }),
    },
  },
  fail: {
    'another account': {
      policy: policy(read),
      expect:
        'Statement "Read" lets account 444455556666, which is not among your own and trusted accounts, into the bucket',
    },
    'another account by a condition': { policy: policy(everybody('aws:PrincipalAccount', '444455556666')) },
    'another organization': {
      policy: policy(everybody('aws:PrincipalOrgID', 'o-otherorgid1')),
      configuration: { organization: 'o-exampleorgid' },
      expect: 'every account of organization o-otherorgid1',
    },
    'some accounts': {
      policy: policy({ ...read, Principal: { AWS: ['444455556666', '555566667777', '666677778888'] } }),
      expect: 'and 2 more like it',
    },
  },
  notApplicable: { everybody: { policy: policy(read, { ...read, Principal: '*' }) } },
  unknown: {
    'a canonical user, whose account nobody can tell': {
      policy: policy({
        ...read,
        Principal: { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
      }),
    },
    'an organization that may be yours': { policy: policy(everybody('aws:PrincipalOrgID', 'o-exampleorgid')) },
    'a policy that cannot be read': { policy: '{"Statement":' },
  },
  record: {
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    requestParameters: {
      bucketName: 'example',
      Host: 'example.s3.eu-central-1.amazonaws.com',
      policy: '',
      bucketPolicy: { Version: '2012-10-17', Statement: [read] },
    },
  },
});
