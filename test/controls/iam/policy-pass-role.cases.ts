import control from '../../../shared/controls/iam/policy-pass-role.ts';
import { cases } from '../cases.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' };

export default cases(control, {
  pass: {
    'one role': { document: policy({ ...pass, Resource: 'arn:aws:iam::111122223333:role/trainer' }) },
    'roles of one name': { document: policy({ ...pass, Resource: 'arn:aws:iam::*:role/trainer-*' }) },
    'any role, to SageMaker': {
      document: policy({ ...pass, Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } }),
    },
    'to services of a pattern': {
      document: policy({ ...pass, Condition: { StringLike: { 'iam:PassedToService': ['sagemaker*.amazonaws.com'] } } }),
    },
    'all of IAM but passing': { document: policy({ ...pass, NotAction: 'iam:Pass*', Action: undefined }) },
    'a Deny for every role': { document: policy(pass, { ...pass, Effect: 'Deny' }) },
  },
  fail: {
    'any role to any service': {
      document: policy({ Sid: 'Pass', ...pass }),
      expect: 'Statement "Pass" allows iam:PassRole',
    },
    'every role of the account': { document: policy({ ...pass, Resource: ['arn:aws:iam::111122223333:role/*'] }) },
    'by all of IAM': { document: policy({ ...pass, Action: 'iam:*' }) },
    'by leaving out something else': { document: policy({ ...pass, Action: undefined, NotAction: 's3:*' }) },
    'to every service': {
      document: policy({ ...pass, Condition: { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } } }),
    },
    'to all services but one': {
      document: policy({ ...pass, Condition: { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }),
    },
  },
  unknown: {
    'roles that carry a tag': {
      document: policy({ ...pass, Condition: { StringEquals: { 'iam:ResourceTag/team': 'ml' } } }),
    },
    'a text that is no policy': { document: 'null' },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'PutRolePolicy',
    awsRegion: 'us-east-1',
    requestParameters: {
      roleName: 'trainer',
      policyName: 'all',
      policyDocument: policy(pass),
    },
  },
});
