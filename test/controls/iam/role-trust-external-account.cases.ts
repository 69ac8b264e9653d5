import control from '../../../shared/controls/iam/role-trust-external-account.ts';
import { cases } from '../cases.ts';

const trust = (...statements: object[]) => ({
  trust: JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement })),
  }),
  serviceLinked: false,
});
const other = { Principal: { AWS: 'arn:aws:iam::444455556666:root' } };
const when = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });
const told = { organization: 'o-exampleorgid', trustedAccounts: ['777788889999'] };

export default cases(control, {
  pass: {
    'a service': trust({ Principal: { Service: 'sagemaker.amazonaws.com' } }),
    'the own account': trust({ Principal: { AWS: '111122223333' } }),
    'a trusted account': { ...trust({ Principal: { AWS: '777788889999' } }), configuration: told },
    'an account that the configuration describes': {
      ...trust(other),
      configuration: { accounts: { 444455556666: { environment: 'dev', dataClass: null, owner: null } } },
    },
    'another account with an external ID': trust({ ...other, ...when('StringEquals', 'sts:ExternalId', '42') }),
    'another account, as a part of the organization': {
      ...trust({ ...other, ...when('StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid') }),
      configuration: told,
    },
    'everybody of the organization': {
      ...trust({ Principal: '*', ...when('StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid') }),
      configuration: told,
    },
    'another account that may only tag sessions': trust({ ...other, Action: 'sts:TagSession' }),
    'another account that a Deny takes out': trust(other, { ...other, Effect: 'Deny' }),
    'a role that was deleted': trust({ Principal: { AWS: 'AROAIOSFODNN7EXAMPLE' } }),
  },
  fail: {
    'another account': {
      ...trust({ Sid: 'Vendor', ...other }),
      expect:
        'Statement "Vendor" lets account 444455556666, which is not among your own and trusted accounts, assume the role without an external ID',
    },
    'one role of another account': trust({ Principal: { AWS: 'arn:aws:iam::444455556666:role/deploy' } }),
    'another account whose external ID may be left out': trust({
      ...other,
      ...when('StringEqualsIfExists', 'sts:ExternalId', '42'),
    }),
    'another account with an external ID, and without': trust(
      { ...other, ...when('StringEquals', 'sts:ExternalId', '42') },
      other,
    ),
    'another account, as a part of another organization': {
      ...trust({ ...other, ...when('StringEquals', 'aws:PrincipalOrgID', 'o-otherorgid1') }),
      configuration: told,
    },
    'everybody of another organization': {
      ...trust({ Principal: '*', ...when('StringEquals', 'aws:PrincipalOrgID', 'o-otherorgid1') }),
      configuration: told,
      expect: 'every account of organization o-otherorgid1, which is not yours,',
    },
    'two of three': {
      ...trust({ Principal: { AWS: ['444455556666', '111122223333', '555566667777'] } }),
      expect: 'and 1 more like it',
    },
  },
  notApplicable: {
    everybody: trust({ Principal: '*' }),
    'a service-linked role': { ...trust(other), serviceLinked: true },
  },
  unknown: {
    'everybody of an organization that may be yours': trust({
      Principal: '*',
      ...when('StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid'),
    }),
    'another account, as a part of an organization that may be yours': trust({
      ...other,
      ...when('StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid'),
    }),
    'an operator that nobody knows': trust({ ...other, ...when('StringEqualz', 'sts:ExternalId', '42') }),
    'a trust policy that cannot be read': { trust: '{', serviceLinked: false },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateRole',
    awsRegion: 'us-east-1',
    requestParameters: { roleName: 'vendor', assumeRolePolicyDocument: trust(other).trust },
  },
});
