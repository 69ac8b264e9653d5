import { expect, test } from 'vitest';
import { fromApi } from '../../../shared/resources/from-api.ts';
import { iamRole } from '../../../shared/resources/iam/role.ts';
import { accountAssignment } from '../../../shared/resources/sso/account-assignment.ts';
import { permissionSet } from '../../../shared/resources/sso/permission-set.ts';
import { provisionedPermissionSet } from '../../../shared/resources/sso/provisioned-permission-set.ts';
import {
  allowing,
  identityCenter,
  ofAws,
  provisioning,
  roleCreation,
  setArn,
  setCreation,
} from '../../controls/identity-center.ts';
import { expectTwins, statedBy } from '../twins.ts';

const set = { permissionSetArn: setArn() };
const reference = (name: string, path?: string) => ({
  ...set,
  customerManagedPolicyReference: path === undefined ? { name } : { name, path },
});
const call = (eventName: string, requestParameters: object) =>
  identityCenter(eventName, { ...set, ...requestParameters });

const records = [
  setCreation('DataAdmin'),
  call('AttachManagedPolicyToPermissionSet', { managedPolicyArn: ofAws('ReadOnlyAccess') }),
  call('AttachManagedPolicyToPermissionSet', { managedPolicyArn: ofAws('AdministratorAccess') }),
  call('DetachManagedPolicyFromPermissionSet', { managedPolicyArn: ofAws('AdministratorAccess') }),
  call('AttachCustomerManagedPolicyReferenceToPermissionSet', reference('Data', '/ml/')),
  call('AttachCustomerManagedPolicyReferenceToPermissionSet', reference('Gone')),
  call('DetachCustomerManagedPolicyReferenceFromPermissionSet', reference('Gone', '/')),
  call('PutInlinePolicyToPermissionSet', { inlinePolicy: allowing('s3:GetObject') }),
  call('PutPermissionsBoundaryToPermissionSet', {
    permissionsBoundary: { customerManagedPolicyReference: { name: 'Limit' } },
  }),
  call('TagResource', { resourceArn: setArn(), tags: [{ key: 'owner', value: 'ml' }] }),
  call('TagResource', { resourceArn: setArn(), tags: [{ key: 'gone', value: '1' }] }),
  call('UntagResource', { resourceArn: setArn(), tagKeys: ['gone'] }),
  call('UpdatePermissionSet', { description: 'Data', sessionDuration: 'PT1H' }),
];

const described = {
  PermissionSet: { Name: 'DataAdmin', PermissionSetArn: setArn(), CreatedDate: 1_792_000_000, SessionDuration: 'PT1H' },
  InlinePolicy: allowing('s3:GetObject'),
  AttachedManagedPolicies: [{ Name: 'ReadOnlyAccess', Arn: ofAws('ReadOnlyAccess') }],
  CustomerManagedPolicyReferences: [{ Name: 'Data', Path: '/ml/' }],
  PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'Limit', Path: '/' } },
  Tags: [{ Key: 'owner', Value: 'ml' }],
};

/** Without what was taken away, which no read tells of. */
const present = (state: object) =>
  JSON.parse(JSON.stringify(state, (_, value: unknown) => (value === null ? undefined : value))) as object;

test('a permission set, made, changed and read', () => {
  expect(present(fromApi<object>(permissionSet, described))).toEqual(present(statedBy(permissionSet, records).state));
  expect(permissionSet.described?.nameOf(described)).toBe(statedBy(permissionSet, records).arn);
});

test('a new permission set, and one from which everything was taken again', () => {
  const output = {
    PermissionSet: { Name: 'DataAdmin', PermissionSetArn: setArn() },
    InlinePolicy: '',
    AttachedManagedPolicies: [],
    CustomerManagedPolicyReferences: [],
    Tags: [],
  };
  expectTwins(permissionSet, { records: [setCreation('DataAdmin')], output });
  expectTwins(permissionSet, {
    records: [
      setCreation('DataAdmin'),
      call('PutInlinePolicyToPermissionSet', { inlinePolicy: allowing('*') }),
      call('PutPermissionsBoundaryToPermissionSet', {
        permissionsBoundary: { managedPolicyArn: ofAws('PowerUserAccess') },
      }),
      call('DeleteInlinePolicyFromPermissionSet', {}),
      call('DeletePermissionsBoundaryFromPermissionSet', {}),
    ],
    output,
  });
});

test('a boundary of AWS is one by its ARN; what no read told is not known', () => {
  expect(
    fromApi<object>(permissionSet, {
      PermissionSet: { Name: 'DataAdmin', PermissionSetArn: setArn() },
      PermissionsBoundary: { ManagedPolicyArn: ofAws('PowerUserAccess') },
    }),
  ).toEqual({ name: 'DataAdmin', boundary: ofAws('PowerUserAccess') });
});

test('tags of other resources of Identity Center are none of a permission set', () => {
  const instance = { resourceArn: 'arn:aws:sso:::instance/ssoins-72233af8ea2d1f14', tags: [{ key: 'a', value: 'b' }] };
  expect(() => statedBy(permissionSet, [call('TagResource', instance)])).toThrow('no change');
});

test('an assignment, made and read, is in the account that it is about', () => {
  const assignment = {
    targetId: '444455556666',
    targetType: 'AWS_ACCOUNT',
    principalType: 'GROUP',
    principalId: '34887428-4081-7042-c3c6-928d413009e7',
  };
  const made = call('CreateAccountAssignment', assignment);
  expectTwins(accountAssignment, {
    records: [made],
    output: {
      AccountId: '444455556666',
      PermissionSetArn: setArn(),
      PrincipalType: 'GROUP',
      PrincipalId: assignment.principalId,
    },
  });
  expect(statedBy(accountAssignment, [made]).resource).toMatchObject({
    account: '444455556666',
    name: `ssoins-72233af8ea2d1f14/ps-ae5d1fa1f80b684e/GROUP/${assignment.principalId}`,
  });
});

test('the role of a permission set, made by Identity Center and read, is one that AWS keeps', () => {
  const made = roleCreation('111122223333');
  const { assumeRolePolicyDocument } = made.requestParameters as Record<string, string>;
  expectTwins(iamRole, {
    records: [made, provisioning('111122223333', 'AttachRolePolicy', { policyArn: ofAws('ReadOnlyAccess') })],
    output: {
      Role: {
        Path: '/aws-reserved/sso.amazonaws.com/',
        RoleName: 'AWSReservedSSO_DataAdmin_c194f596bcea55cc',
        Arn: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_DataAdmin_c194f596bcea55cc',
        AssumeRolePolicyDocument: encodeURIComponent(assumeRolePolicyDocument ?? ''),
        MaxSessionDuration: 43_200,
      },
      RolePolicyList: [],
      AttachedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: ofAws('ReadOnlyAccess') }],
    },
  });
  // Nobody saw it being made: what Identity Center changes is still known to be its own.
  const changed = statedBy(iamRole, [
    provisioning('111122223333', 'AttachRolePolicy', { policyArn: ofAws('ReadOnlyAccess') }),
  ]);
  expect(changed.state).toMatchObject({ serviceLinked: true });
});

test('a provisioned permission set is named alike by the calls in all accounts, and is in none of them', () => {
  const calls = ['111122223333', '444455556666'].map((account) => roleCreation(account));
  const { arn, state } = statedBy(provisionedPermissionSet, calls);
  expect(arn).toBe('arn:aws:sso:::provisioned-permission-set/DataAdmin');
  const roles = ['111122223333', '444455556666'].map(
    (account) => `arn:aws:iam::${account}:role/AWSReservedSSO_DataAdmin_c194f596bcea55cc`,
  );
  expect(state).toEqual({ roles: { complete: false, entries: Object.fromEntries(roles.map((role) => [role, role])) } });
});
