import control from '../../../shared/controls/iam/administrator-policy-attachment.ts';
import { cases } from '../cases.ts';
import { keptByAws, keptByOrganization } from './kept-role.ts';

export default cases(control, {
  pass: {
    'a policy of the account': { policyArn: 'arn:aws:iam::111122223333:policy/AdministratorAccess', owner: 'role/ops' },
    'PowerUserAccess, which leaves IAM out': {
      policyArn: 'arn:aws:iam::aws:policy/PowerUserAccess',
      owner: 'user/alice',
    },
    'a policy that only begins so': {
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess-Amplify',
      owner: 'role/amplify',
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
