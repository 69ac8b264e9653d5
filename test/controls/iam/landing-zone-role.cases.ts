import control from '../../../shared/controls/iam/landing-zone-role.ts';
import { cases } from '../cases.ts';
import { allowing, ofAws, permissions } from '../identity-center.ts';
import { relatedResource } from '../related.ts';

const [here, management, stranger] = ['111122223333', '444455556666', '999988887777'];
const configuration = { accounts: { [management]: { environment: null, dataClass: null, owner: null } } };
const rootOf = (account: string) => `arn:aws:iam::${account}:root`;
const trusting = (Principal: unknown, more: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }],
  });
const row = (
  named: string,
  trust: string,
  { state, related } = permissions({ [ofAws('AdministratorAccess')]: undefined }),
) => ({ named, trust, ...state, related, configuration });
const fromManagement = trusting({ AWS: rootOf(management) });
const service = (name: string) => trusting({ Service: `${name}.amazonaws.com` });
const stackSets = (account: string) =>
  trusting({
    AWS: `arn:aws:iam::${account}:role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin`,
  });
const execution = `cdk-hnb659fds-cfn-exec-role-${here}-eu-central-1`;
const narrowed = permissions({}, { Deploy: allowing(['s3:*', 'lambda:*']) });
const boundary = `arn:aws:iam::${here}:policy/Limit`;

export default cases(control, {
  pass: {
    'the execution role of the CDK, which was narrowed': row(execution, service('cloudformation'), narrowed),
    'inside a boundary': {
      ...row(execution, service('cloudformation'), permissions({}, { All: allowing('*') })),
      boundary,
      related: { boundary: [relatedResource('iam/managed-policy', boundary, { document: allowing('s3:*') })] },
    },
  },
  fail: {
    'of Control Tower': {
      ...row('AWSControlTowerExecution', fromManagement),
      expect:
        'The role AWSControlTowerExecution of AWS Control Tower holds the AWS managed policy AdministratorAccess: every action on every resource; account 444455556666 can assume it',
    },
    'of Organizations, with an inline policy and MFA': {
      ...row(
        'OrganizationAccountAccessRole',
        trusting({ AWS: [management] }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
        permissions({}, { AdministratorAccess: allowing('*') }),
      ),
      expect:
        'AWS Organizations allows every action on every resource (statement 1 of inline policy "AdministratorAccess")',
    },
    'of self-managed StackSets, for the account': row('AWSCloudFormationStackSetExecutionRole', fromManagement),
    'of self-managed StackSets, for one role': row(
      'AWSCloudFormationStackSetExecutionRole',
      trusting({ AWS: `arn:aws:iam::${management}:role/AWSCloudFormationStackSetAdministrationRole` }),
    ),
    'of service-managed StackSets': row('stacksets-exec-db5abadef3b60bd25596d78ce782dc2c', stackSets(management)),
    'of the CDK': { ...row(execution, service('cloudformation')), expect: 'only this account can have it assumed' },
  },
  notApplicable: {
    'another name': row('Administrator', fromManagement),
    'a name that only begins so': row('AWSControlTowerExecutionRole', fromManagement),
    'another letter case': row('awscontroltowerexecution', fromManagement),
    'everybody is trusted as well': row('AWSControlTowerExecution', trusting({ AWS: [rootOf(management), '*'] })),
    'a second account is trusted': row(
      'OrganizationAccountAccessRole',
      trusting({ AWS: [rootOf(management), rootOf(stranger)] }),
    ),
    'a user of the account alone is trusted': row(
      'OrganizationAccountAccessRole',
      trusting({ AWS: `arn:aws:iam::${management}:user/mallory` }),
    ),
    'a service is trusted as well': row(
      'AWSControlTowerExecution',
      trusting({ AWS: rootOf(management), Service: 'ec2.amazonaws.com' }),
    ),
    'tokens are trusted': row(
      'AWSControlTowerExecution',
      trusting({ Federated: 'cognito-identity.amazonaws.com' }, { Action: 'sts:AssumeRoleWithWebIdentity' }),
    ),
    'all but one are trusted': row(
      'AWSControlTowerExecution',
      trusting(undefined, { NotPrincipal: { AWS: rootOf(management) } }),
    ),
    'more than assuming is allowed': row(
      'AWSControlTowerExecution',
      trusting({ AWS: management }, { Action: 'sts:*' }),
    ),
    'a trust that cannot be read': row('AWSControlTowerExecution', '{'),
    'another role of StackSets': row('stacksets-exec-db5abadef3b60bd25596d78ce782dc2c', fromManagement),
    'another service': row(execution, service('ec2')),
    'of another account': row(`cdk-hnb659fds-cfn-exec-role-${stranger}-eu-central-1`, service('cloudformation')),
    'another qualifier': row(`cdk-toolkit-cfn-exec-role-${here}-eu-central-1`, service('cloudformation')),
    'of which its maker makes no administrator': row('AWSControlTowerAdmin', service('controltower')),
    'that reads for the CDK, for accounts of ours': row(
      `cdk-hnb659fds-lookup-role-${here}-us-gov-west-1`,
      trusting({ AWS: [here, rootOf(stranger)] }),
    ),
  },
  unknown: {
    'an account that nobody told of': row('AWSControlTowerExecution', trusting({ AWS: rootOf(stranger) })),
    'a service role of an account that nobody told of': row(
      'stacksets-exec-db5abadef3b60bd25596d78ce782dc2c',
      stackSets(stranger),
    ),
    'policies that nobody has seen': row(
      execution,
      service('cloudformation'),
      permissions({ [`arn:aws:iam::${here}:policy/Deploy`]: undefined }),
    ),
  },
  record: [
    {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateRole',
      awsRegion: 'us-east-1',
      requestParameters: { roleName: 'AWSControlTowerExecution', assumeRolePolicyDocument: fromManagement },
    },
    {
      eventSource: 'iam.amazonaws.com',
      eventName: 'AttachRolePolicy',
      awsRegion: 'us-east-1',
      requestParameters: { roleName: 'AWSControlTowerExecution', policyArn: ofAws('AdministratorAccess') },
    },
  ],
  configuration,
});
