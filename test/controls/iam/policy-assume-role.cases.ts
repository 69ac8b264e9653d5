import control from '../../../shared/controls/iam/policy-assume-role.ts';
import { cases } from '../cases.ts';
import { allow, deny, permissions, putRolePolicy } from './written.ts';

const assume = (resource?: string | string[], condition?: object) => allow('sts:AssumeRole', resource, condition);

export default cases(control, {
  pass: {
    'one role': permissions(assume('arn:aws:iam::444455556666:role/deploy')),
    'roles of one name in any account': permissions(assume('arn:aws:iam::*:role/cdk-hnb659fds-*')),
    'roles named for the team': permissions(assume('arn:aws:iam::*:role/${aws:PrincipalTag/team}-*')),
    'roles that carry a tag': permissions(assume('*', { StringEquals: { 'aws:ResourceTag/team': 'ml' } })),
    'roles that carry the tag of the caller': permissions(
      assume('*', { StringEquals: { 'iam:ResourceTag/team': '${aws:PrincipalTag/team}' } }),
    ),
    'what is denied again': permissions(assume(), deny('sts:*')),
    'all but one denied': permissions(assume(), {
      ...deny('sts:AssumeRole'),
      Resource: undefined,
      NotResource: 'arn:aws:iam::444455556666:role/deploy',
    }),
    'other calls of STS': permissions(allow(['sts:GetCallerIdentity', 'sts:TagSession'])),
  },
  fail: {
    'any role': {
      ...permissions({ Sid: 'Hop', ...assume() }),
      expect: 'Statement "Hop" allows sts:AssumeRole for roles of any name',
    },
    'any role of the account': permissions(assume('arn:aws:iam::111122223333:role/*')),
    'any role of another account': permissions(assume('arn:aws:iam::444455556666:role/*')),
    'any role, by all of STS': permissions(allow('sts:*')),
    'any role, by all but some': permissions({ Effect: 'Allow', NotAction: ['iam:*', 's3:*'], Resource: '*' }),
    'any role, of the organization': permissions(
      assume('*', { StringEquals: { 'aws:ResourceOrgID': 'o-example1234' } }),
    ),
    'any role, with MFA': permissions(assume('*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })),
    'any role but administrators': permissions(assume(), deny('sts:AssumeRole', 'arn:aws:iam::*:role/Admin*')),
  },
  notApplicable: { 'an administrator': permissions(allow('*')) },
  unknown: { 'a policy that cannot be read': { document: '{"Statement":' } },
  record: putRolePolicy(permissions(assume())),
});
