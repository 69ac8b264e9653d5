import control from '../../../shared/controls/iam/administrator-policy-attachment.ts';
import { cases } from '../cases.ts';
import { allowing, ofAws } from '../identity-center.ts';
import { relatedResource } from '../related.ts';
import { keptByAws, keptByOrganization } from './kept-role.ts';

const saying = (name: string, document: string) => ({
  related: { policy: [relatedResource('iam/managed-policy', ofAws(name), { document })] },
});

export default cases(control, {
  pass: {
    'a policy of the account': { policyArn: 'arn:aws:iam::111122223333:policy/AdministratorAccess', owner: 'role/ops' },
    'PowerUserAccess, which leaves IAM out': {
      policyArn: ofAws('PowerUserAccess'),
      owner: 'user/alice',
      ...saying(
        'PowerUserAccess',
        JSON.stringify({
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
        }),
      ),
    },
    'a policy that only begins so': {
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess-AWSElasticBeanstalk',
      owner: 'role/beanstalk',
      ...saying('AdministratorAccess-AWSElasticBeanstalk', allowing('elasticbeanstalk:*')),
    },
    'a policy that AWS has narrowed since': {
      policyArn: ofAws('IAMFullAccess'),
      owner: 'user/alice',
      ...saying('IAMFullAccess', allowing('iam:Get*')),
    },
  },
  fail: {
    AdministratorAccess: {
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      owner: 'role/ops',
      expect: 'The role ops holds the AWS managed policy AdministratorAccess',
    },
    'in China': { policyArn: 'arn:aws-cn:iam::aws:policy/AdministratorAccess', owner: 'group/ops' },
    'all of IAM, which is as much': {
      policyArn: 'arn:aws:iam::aws:policy/IAMFullAccess',
      owner: 'user/alice',
      expect: 'user alice',
    },
    'the policies of any role, by CloudFormation': {
      policyArn: ofAws('AdministratorAccess-Amplify'),
      owner: 'role/amplify',
      expect: 'writing the policies of any role by CloudFormation',
    },
    'one whose text gives everything, whatever its name': {
      policyArn: ofAws('service-role/NewServiceRolePolicy'),
      owner: 'role/new',
      ...saying('service-role/NewServiceRolePolicy', allowing('iam:PutRolePolicy')),
      expect:
        'holds the AWS managed policy service-role/NewServiceRolePolicy: Statement 1 makes an administrator in effect: it allows iam:PutRolePolicy on any role',
    },
    'one that is known by its name, where its text cannot be read': {
      policyArn: ofAws('AdministratorAccess'),
      owner: 'role/ops',
      ...saying('AdministratorAccess', '{'),
    },
  },
  unknown: {
    'one of which nobody knows what it says': { policyArn: ofAws('NewPolicy'), owner: 'role/new' },
    'one that cannot be read': { policyArn: ofAws('NewPolicy'), owner: 'role/new', ...saying('NewPolicy', '{') },
  },
  notApplicable: {
    'of a role that AWS keeps': {
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      owner: 'role/AWSServiceRoleForExample',
      ...keptByAws,
    },
    'of a landing-zone role, which is listed': {
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      owner: 'role/OrganizationAccountAccessRole',
      ...keptByOrganization(),
    },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'AttachUserPolicy',
    awsRegion: 'us-east-1',
    requestParameters: { userName: 'alice', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  },
});
