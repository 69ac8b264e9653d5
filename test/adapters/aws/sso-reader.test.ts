import { expect, test } from 'vitest';
import { refOf } from '../../../shared/core/resource-ref.ts';
import { aws, error, now, place, read, typeNamed } from './answering.ts';

const owner = '444455556666';
const instance = 'arn:aws:sso:::instance/ssoins-72233af8ea2d1f14';
const set = 'arn:aws:sso:::permissionSet/ssoins-72233af8ea2d1f14/ps-ae5d1fa1f80b684e';
const assignment = `arn:aws:sso::${place.account}:assignment/ssoins-72233af8ea2d1f14/ps-ae5d1fa1f80b684e/USER/u-1`;
const seen = { ListInstances: { Instances: [{ InstanceArn: instance, OwnerAccountId: owner }] } };
const described = { DescribePermissionSet: { PermissionSet: { Name: 'DataAdmin', PermissionSetArn: set } } };

test('Identity Center is seen from every account, and asked in the one that it belongs to', async () => {
  const { asked, reader } = aws({
    ...seen,
    ...described,
    GetInlinePolicyForPermissionSet: {},
    ListManagedPoliciesInPermissionSet: [
      { AttachedManagedPolicies: [{ Name: 'A', Arn: 'arn:aws:iam::aws:policy/A' }], NextToken: 'more' },
      { AttachedManagedPolicies: [{ Name: 'B', Arn: 'arn:aws:iam::aws:policy/B' }] },
    ],
    ListCustomerManagedPolicyReferencesInPermissionSet: {
      CustomerManagedPolicyReferences: [{ Name: 'Data', Path: '/ml/' }],
    },
    GetPermissionsBoundaryForPermissionSet: error('ResourceNotFoundException'),
    ListTagsForResource: { Tags: [{ Key: 'team', Value: 'ml' }] },
  });
  expect(await reader.get(typeNamed('sso/permission-set'), refOf('sso/permission-set', set, place))).toEqual({
    kind: 'found',
    at: now,
    final: true,
    state: {
      name: 'DataAdmin',
      inlinePolicy: null,
      attachedPolicies: {
        complete: true,
        entries: {
          'arn:aws:iam::aws:policy/a': 'arn:aws:iam::aws:policy/A',
          'arn:aws:iam::aws:policy/b': 'arn:aws:iam::aws:policy/B',
        },
      },
      customerPolicies: { complete: true, entries: { '/ml/data': '/ml/Data' } },
      boundary: null,
      tags: { complete: true, entries: { team: 'ml' } },
    },
  });
  expect(asked.map(({ command, account }) => [command === 'ListInstances', account])).toEqual([
    [true, place.account],
    ...Array.from({ length: 7 }, () => [false, owner]),
  ]);
  expect(asked[1]?.input).toEqual({ InstanceArn: instance, PermissionSetArn: set });
});
test('Identity Center tells of an assignment in a list of those of its set and account', async () => {
  const entry = { AccountId: place.account, PermissionSetArn: set, PrincipalType: 'USER', PrincipalId: 'u-1' };
  const outcomeOf = (...AccountAssignments: object[]) =>
    read('sso/account-assignment', assignment, { ...seen, ListAccountAssignments: { AccountAssignments } });
  expect(await outcomeOf({ ...entry, PrincipalId: 'u-2' }, entry)).toMatchObject({
    kind: 'found',
    state: { permissionSetArn: set, principalType: 'USER', principalId: 'u-1' },
  });
  expect(await outcomeOf({ ...entry, PrincipalId: 'u-2' }, { ...entry, PrincipalType: 'GROUP' })).toEqual({
    kind: 'absent',
    at: now,
  });
});
test('Identity Center that is not seen, in another Region or organization, says nothing is absent', async () => {
  const others = { ListInstances: { Instances: [{ InstanceArn: `${instance}a`, OwnerAccountId: owner }] } };
  for (const [type, arn] of [
    ['sso/permission-set', set],
    ['sso/account-assignment', assignment],
  ] as const) {
    expect(await read(type, arn, others)).toEqual({
      kind: 'unavailable',
      reason: `account ${place.account} sees no instance ${instance} of Identity Center`,
    });
  }
  expect(
    await read('sso/permission-set', set, { ...seen, DescribePermissionSet: error('ResourceNotFoundException') }),
  ).toEqual({ kind: 'absent', at: now });
});
test('Identity Center that may not be asked where it belongs says where', async () => {
  const denied = { ...seen, DescribePermissionSet: error('AccessDeniedException') };
  expect(await read('sso/permission-set', set, denied)).toEqual({
    kind: 'unavailable',
    reason: `the permission sso:DescribePermissionSet is missing in account ${owner}`,
    permission: 'sso:DescribePermissionSet',
  });
});
