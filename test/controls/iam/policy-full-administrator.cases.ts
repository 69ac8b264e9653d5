import control from '../../../shared/controls/iam/policy-full-administrator.ts';
import { cases } from '../cases.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const all = { Effect: 'Allow', Action: '*', Resource: '*' };

export default cases(control, {
  pass: {
    'named actions on everything': { document: policy({ ...all, Action: ['s3:GetObject', 'sagemaker:*'] }) },
    'every action on one bucket': { document: policy({ ...all, Resource: 'arn:aws:s3:::data/*' }) },
    'everything, denied': { document: policy({ ...all, Effect: 'Deny' }) },
    'everything but IAM, as PowerUserAccess has it': {
      document: policy({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }),
    },
    'everything, and a Deny for all of IAM': {
      document: policy(all, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
    },
  },
  fail: {
    'every action on every resource': {
      document: policy({ Sid: 'Admin', ...all }),
      expect: 'Statement "Admin" allows every action on every resource',
    },
    'lists, and the long spelling': {
      document: policy({ ...all, Action: ['s3:GetObject', '*:*'], Resource: ['arn:aws:*'] }),
      expect: 'Statement 1 allows every action',
    },
    'one statement, not a list': { document: JSON.stringify({ Statement: all }), expect: 'every action' },
    'everything but a trifle': {
      document: policy({ Effect: 'Allow', NotAction: 'aws-portal:*', Resource: '*' }),
      expect: 'every action but aws-portal:*',
    },
    'with MFA, which says who and not what': {
      document: policy({ ...all, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    },
    'a Deny of something else': {
      document: policy(all, { Effect: 'Deny', Action: 'organizations:*', Resource: '*' }),
    },
  },
  unknown: {
    'a policy that is not JSON': { document: '{"Statement": [' },
    'a member stated twice': {
      document: '{"Statement":{"Effect":"Allow","Action":"s3:*","Action":"*","Resource":"*"}}',
    },
    'what carries a tag': {
      document: policy({ ...all, Condition: { StringEquals: { 'aws:ResourceTag/team': 'ml' } } }),
    },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'PutRolePolicy',
    awsRegion: 'us-east-1',
    requestParameters: {
      roleName: 'trainer',
      policyName: 'all',
      policyDocument: policy(all),
    },
  },
});
