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
    'all of IAM that reads, but passing': { document: policy({ ...pass, Action: ['iam:Get*', 'iam:List*'] }) },
    'all but IAM': { document: policy({ ...pass, NotAction: 'iam:*', Action: undefined }) },
    'a Deny for every role': { document: policy(pass, { ...pass, Effect: 'Deny' }) },
    'a Deny for every service but one': {
      document: policy(pass, {
        ...pass,
        Effect: 'Deny',
        Condition: { StringNotEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
      }),
    },
    'for resources of one service': {
      document: policy({
        ...pass,
        Condition: { ArnLike: { 'iam:AssociatedResourceArn': 'arn:aws:ec2:*:*:instance/*' } },
      }),
    },
    'roles of another account, which cannot be passed': {
      document: policy({ ...pass, Resource: 'arn:aws:iam::444455556666:role/*' }),
    },
  },
  fail: {
    'any role to any service': {
      document: policy({ Sid: 'Pass', ...pass }),
      expect: 'Statement "Pass" allows iam:PassRole',
    },
    'every role of the account': { document: policy({ ...pass, Resource: ['arn:aws:iam::111122223333:role/*'] }) },
    'by a part of IAM': { document: policy({ ...pass, Action: 'iam:Pass*' }) },
    'by leaving out something else': {
      document: policy({ ...pass, Action: undefined, NotAction: ['iam:Put*', 'iam:Attach*', 'iam:Create*'] }),
    },
    'with MFA, which says who and not what': {
      document: policy({ ...pass, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    },
    'a Deny of some roles alone': {
      document: policy(pass, { ...pass, Effect: 'Deny', Resource: 'arn:aws:iam::111122223333:role/Admin*' }),
    },
    // AWS: tags of the role give no reliable results with iam:PassRole.
    'roles that carry a tag': {
      document: policy({ ...pass, Condition: { StringEquals: { 'iam:ResourceTag/team': 'ml' } } }),
    },
    'to every service': {
      document: policy({ ...pass, Condition: { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } } }),
    },
    'to all services but one': {
      document: policy({ ...pass, Condition: { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }),
    },
  },
  notApplicable: { 'all of IAM': { document: policy({ ...pass, Action: 'iam:*' }) } },
  unknown: {
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
