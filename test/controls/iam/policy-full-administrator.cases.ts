import control from '../../../shared/controls/iam/policy-full-administrator.ts';
import { cases } from '../cases.ts';
import { keptByAws, keptByOrganization } from './kept-role.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({
  document: policy({ Effect: 'Allow', Action, Resource, Condition }),
});
const bounded = { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/limit' } };
const attaching = (pattern: string) => ({ ArnLike: { 'iam:PolicyARN': pattern } });

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
    'what carries a tag': {
      document: policy({ ...all, Condition: { StringEquals: { 'aws:ResourceTag/team': 'ml' } } }),
    },
    'what carries the tag of the caller': {
      document: policy({
        ...all,
        Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      }),
    },
    'writing policies of some roles': allow('iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/ml-*'),
    'writing policies of roles named for the team': allow(
      'iam:PutRolePolicy',
      'arn:aws:iam::111122223333:role/${aws:PrincipalTag/team}-*',
    ),
    'writing policies of roles elsewhere, which IAM refuses': allow('iam:*', 'arn:aws:iam::444455556666:role/*'),
    'writing policies of service-linked roles, which IAM refuses': allow(
      ['iam:PutRolePolicy', 'iam:AttachRolePolicy'],
      'arn:aws:iam::*:role/aws-service-role/*',
    ),
    'writing policies inside a boundary': allow(['iam:PutRolePolicy', 'iam:PutUserPolicy'], '*', bounded),
    'everything, but policies only inside a boundary': {
      document: policy(all, {
        Effect: 'Deny',
        Action: ['iam:Put*', 'iam:Attach*', 'iam:CreatePolicyVersion'],
        Resource: '*',
        Condition: { StringNotEquals: bounded.StringEquals },
      }),
    },
    'attaching one policy': allow('iam:AttachRolePolicy', '*', attaching('arn:aws:iam::111122223333:policy/reader')),
    'attaching policies of the account that others write': allow(
      'iam:AttachRolePolicy',
      '*',
      attaching('arn:aws:iam::111122223333:policy/*'),
    ),
    'the rights of the strongest role, if there is one': allow(['iam:PassRole', 'lambda:*']),
    "keys of others, who may be anybody's": allow(['iam:CreateAccessKey', 'iam:UpdateAssumeRolePolicy']),
    'the own keys': allow('iam:*AccessKey*', 'arn:aws:iam::*:user/${aws:username}'),
    'earlier versions of policies': allow('iam:SetDefaultPolicyVersion'),
  },
  notApplicable: {
    'of a role that AWS keeps': { document: policy(all), ...keptByAws },
    'of a landing-zone role, which is listed': { document: policy(all), ...keptByOrganization() },
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
      expect:
        'Statement 1 makes an administrator in effect: it allows iam:CreatePolicyVersion on any policy, and so every permission there is',
    },
    'everything but a trifle, and that': {
      document: policy(
        { Effect: 'Allow', NotAction: 'aws-portal:*', Resource: '*' },
        { Effect: 'Allow', Action: 'aws-portal:*', Resource: '*' },
      ),
      expect: 'Statement 1 allows, with the others, every action on every resource',
    },
    'everything but one bucket': {
      document: policy({ ...all, Resource: undefined, NotResource: 'arn:aws:s3:::secret/*' }),
    },
    'all of IAM': { ...allow('iam:*'), expect: 'in effect' },
    'writing policies of any role': {
      ...allow('iam:PutRolePolicy', 'arn:aws:iam::*:role/*'),
      expect: 'it allows iam:PutRolePolicy on any role',
    },
    'writing policies of any role of the account, by its variable': allow(
      'iam:PutRolePolicy',
      'arn:aws:iam::${aws:PrincipalAccount}:role/*',
    ),
    'writing one’s own policy': {
      ...allow('iam:PutUserPolicy', 'arn:aws:iam::*:user/${aws:username}'),
      expect: 'it allows iam:PutUserPolicy on whoever has it',
    },
    'writing one’s own policy, below a path': allow('iam:PutUserPolicy', 'arn:aws:iam::*:user/*/${aws:username}'),
    'writing policies of any group': allow('iam:PutGroupPolicy', 'arn:aws:iam::111122223333:group/*'),
    'another version of any policy': { ...allow('iam:CreatePolicyVersion'), expect: 'on any policy' },
    'another version of any policy, with MFA': allow('iam:CreatePolicyVersion', '*', {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    }),
    'attaching any policy': { ...allow('iam:AttachRolePolicy'), expect: 'it allows iam:AttachRolePolicy on any role' },
    'attaching any policy of AWS': allow('iam:AttachUserPolicy', '*', attaching('arn:aws:iam::aws:policy/*')),
    'attaching any policy but the one that everybody knows': {
      document: policy(
        { ...all, Action: 'iam:AttachRolePolicy' },
        { ...all, Effect: 'Deny', Condition: attaching('arn:aws:iam::aws:policy/AdministratorAccess') },
      ),
    },
    'attaching policies that one has made': {
      document: policy(
        { ...all, Action: 'iam:CreatePolicy' },
        { ...all, Action: 'iam:AttachGroupPolicy', Condition: attaching('arn:aws:iam::111122223333:policy/*') },
      ),
      expect: 'Statement 2 makes an administrator in effect: it allows iam:CreatePolicy, and iam:AttachGroupPolicy',
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
    'an operator that nobody knows': allow('*', '*', { StringEqualz: { 'aws:username': 'x' } }),
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
