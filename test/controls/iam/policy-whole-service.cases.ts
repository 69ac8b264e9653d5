import control from '../../../shared/controls/iam/policy-whole-service.ts';
import { cases } from '../cases.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

export default cases(control, {
  pass: {
    'named actions': {
      document: policy({ Effect: 'Allow', Action: ['s3:Get*', 'sagemaker:Describe*'], Resource: '*' }),
    },
    'a whole service on one bucket': {
      document: policy({ Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'] }),
    },
    'a whole service on what carries a tag': {
      document: policy({
        Effect: 'Allow',
        Action: 'ec2:*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'ml' } },
      }),
    },
    'a whole service on all resources of another': {
      document: policy({ Effect: 'Allow', Action: 'sagemaker:*', Resource: 'arn:aws:s3:::*' }),
    },
    'taken back': {
      document: policy(
        { Effect: 'Allow', Action: 's3:*', Resource: '*' },
        { Effect: 'Deny', NotAction: 's3:Get*', Resource: '*' },
      ),
    },
    denied: { document: policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' }) },
  },
  fail: {
    'a whole service': {
      document: policy({ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }),
      expect: 'allows sagemaker:* on all resources',
    },
    'several, in odd spellings': {
      document: policy({ Sid: 'Wide', Effect: 'Allow', Action: ['sage*', 'S3:**'], Resource: ['arn:aws:s3:::*'] }),
      expect: 'Statement "Wide" allows s3:* on all resources',
    },
    'several services': {
      document: policy(
        { Effect: 'Allow', Action: ['athena:*', 'glue:*'], Resource: '*' },
        { Effect: 'Allow', Action: 'sagemaker:*', Resource: 'arn:aws:sagemaker:eu-central-1:111122223333:*' },
      ),
      expect: 'Statement 1 allows athena:*, glue:* on all resources, and 1 more like it',
    },
    'every action on all buckets': {
      document: policy({ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::*' }),
      expect: 'Statement 1 allows s3:* on all resources',
    },
    'with MFA, and but for one action': {
      document: policy(
        {
          Effect: 'Allow',
          Action: 'sagemaker:*',
          Resource: '*',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
        { Effect: 'Deny', Action: 'sagemaker:DeleteDomain', Resource: '*' },
      ),
    },
    'on all resources but one': {
      document: policy({ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::secret/*' }),
    },
  },
  notApplicable: {
    'every action, which another control judges': { document: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) },
    'all of IAM, which is as much': { document: policy({ Effect: 'Allow', Action: 'iam:*', Resource: '*' }) },
  },
  unknown: { 'a policy that is no object': { document: '[]' } },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'PutRolePolicy',
    awsRegion: 'us-east-1',
    requestParameters: {
      roleName: 'trainer',
      policyName: 'all',
      policyDocument: policy({ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }),
    },
  },
});
