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
    'every action, which another control judges': { document: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) },
    denied: { document: policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' }) },
  },
  fail: {
    'a whole service': {
      document: policy({ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }),
      expect: 'allows sagemaker:* on all resources',
    },
    'several, in odd spellings': {
      document: policy({ Sid: 'Wide', Effect: 'Allow', Action: ['sage*', 'S3:**'], Resource: ['arn:aws:s3:::*'] }),
      expect: 'Statement "Wide" allows sage*, S3:**',
    },
    'on all resources but one': {
      document: policy({ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::secret/*' }),
    },
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
