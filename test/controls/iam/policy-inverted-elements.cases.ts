import control from '../../../shared/controls/iam/policy-inverted-elements.ts';
import { cases } from '../cases.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

export default cases(control, {
  pass: {
    'what is allowed is named': { document: policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) },
    'a Deny of all but something, which is what it is for': {
      document: policy({ Effect: 'Deny', NotAction: 's3:*', Resource: '*' }),
    },
  },
  fail: {
    'all but an action': {
      document: policy({ Effect: 'Allow', NotAction: ['iam:*', 'kms:*'], Resource: '*' }),
      expect: 'every action but iam:*, kms:* (NotAction)',
    },
    'all but a resource, whatever the condition': {
      document: policy({
        Effect: 'Allow',
        Action: 's3:*',
        NotResource: 'arn:aws:s3:::secret/*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'ml' } },
      }),
      expect: '(NotResource)',
    },
    'both, in two statements': {
      document: policy(
        { Sid: 'Most', Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::secret/*' },
        { Effect: 'Allow', NotAction: 'sts:*', Resource: '*' },
      ),
      expect:
        'Statement "Most" allows every action but iam:* (NotAction), every resource but arn:aws:s3:::secret/* (NotResource), and 1 more like it',
    },
    'more than a message holds': {
      document: policy({
        Effect: 'Allow',
        NotAction: Array.from({ length: 20 }, (_, at) => `s3:Get${at}*`),
        Resource: '*',
      }),
      expect: 's3:Get7* and 12 more (NotAction)',
    },
  },
  unknown: { 'a policy without statements': { document: '{}' } },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'PutRolePolicy',
    awsRegion: 'us-east-1',
    requestParameters: {
      roleName: 'trainer',
      policyName: 'all',
      policyDocument: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    },
  },
});
