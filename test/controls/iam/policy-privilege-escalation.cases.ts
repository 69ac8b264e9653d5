import control from '../../../shared/controls/iam/policy-privilege-escalation.ts';
import { cases } from '../cases.ts';

const row = (...Statement: object[]) => ({ document: JSON.stringify({ Version: '2012-10-17', Statement }) });
const allow = (Action: string | string[], Resource = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const train = allow('sagemaker:CreateTrainingJob');
const toService = (service: string) => ({ StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } });
const anyRole = 'arn:aws:iam::111122223333:role/*';

export default cases(control, {
  pass: {
    'training under a role that is named': row(allow('iam:PassRole', 'arn:aws:iam::111122223333:role/trainer'), train),
    'training under roles of one name': row(allow('iam:PassRole', 'arn:aws:iam::111122223333:role/ml-*'), train),
    'any role, but to a service that nothing starts': row(allow('iam:PassRole', anyRole, toService('lambda')), train),
    'any role to one service, a named one to another': row(
      allow('iam:PassRole', anyRole, toService('lambda')),
      allow('iam:PassRole', 'arn:aws:iam::111122223333:role/trainer', toService('sagemaker')),
      train,
    ),
    'training without passing': row(train),
    'what is denied again': row(allow('iam:CreateLoginProfile'), {
      ...allow('iam:CreateLoginProfile'),
      Effect: 'Deny',
    }),
    'everything but IAM': row({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }),
    'the own keys': row(allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/${aws:username}')),
    'attaching one policy': row(
      allow('iam:AttachRolePolicy', '*', {
        ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::111122223333:policy/reader' },
      }),
    ),
    'writing policies inside a boundary': row(
      allow('iam:PutRolePolicy', '*', {
        StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/limit' },
      }),
    ),
    'changing service-linked roles, which IAM refuses': row(
      allow(['iam:AttachRolePolicy', 'iam:PutRolePolicy'], 'arn:aws:iam::*:role/aws-service-role/*'),
    ),
    'what takes a notebook that is there and has a stronger role': row(
      allow('sagemaker:CreatePresignedNotebookInstanceUrl'),
    ),
  },
  fail: {
    'training under any role': {
      ...row(allow(['iam:PassRole', 'sagemaker:CreateTrainingJob'])),
      expect:
        'By this document alone, whoever has the policy can gain more rights: sagemaker-002 (iam:PassRole, sagemaker:CreateTrainingJob)',
    },
    'passing any role to SageMaker': row(allow('iam:PassRole', anyRole, toService('sagemaker')), train),
    'all of SageMaker under any role': { ...row(allow('iam:PassRole'), allow('sagemaker:*')), expect: ' more' },
    'another version of some policies': {
      ...row(allow('iam:CreatePolicyVersion', 'arn:aws:iam::111122223333:policy/ml-*')),
      expect: 'iam-001',
    },
    'attaching any policy to some roles': {
      ...row(allow('iam:AttachRolePolicy', 'arn:aws:iam::111122223333:role/ml-*')),
      expect: 'iam-009 (iam:AttachRolePolicy)',
    },
    'an earlier version of a policy': row(allow('iam:SetDefaultPolicyVersion')),
    'keys of others': { ...row(allow('iam:CreateAccessKey')), expect: 'iam-002' },
    'a Deny of some roles alone': row(allow('iam:PassRole'), train, {
      ...allow('iam:PassRole', 'arn:aws:iam::111122223333:role/Admin*'),
      Effect: 'Deny',
    }),
  },
  notApplicable: {
    'an administrator': row(allow('*')),
    'an administrator in effect': row(allow('iam:CreatePolicyVersion')),
    'an administrator but for a trifle': row(allow('*'), { ...allow('organizations:*'), Effect: 'Deny' }),
  },
  unknown: {
    'an operator that nobody knows': row(allow('iam:PassRole', '*', { StringEqualz: { 'aws:username': 'x' } }), train),
    'a policy that cannot be read': { document: '{"Statement":' },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'PutRolePolicy',
    awsRegion: 'us-east-1',
    requestParameters: {
      roleName: 'trainer',
      policyName: 'jobs',
      policyDocument: row(allow(['iam:PassRole', 'sagemaker:CreateTrainingJob'])).document,
    },
  },
});
