import { expect, test } from 'vitest';
import type { ResourceType } from '../../../shared/core/resource-type.ts';
import { fromApi } from '../../../shared/resources/from-api.ts';
import { iamGroup } from '../../../shared/resources/iam/group.ts';
import { managedPolicy } from '../../../shared/resources/iam/managed-policy.ts';
import { iamRole } from '../../../shared/resources/iam/role.ts';
import { iamUser } from '../../../shared/resources/iam/user.ts';
import { expectTwins, statedBy } from '../twins.ts';

const call = (eventName: string, requestParameters: object) => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters,
});

const document = (action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
const trust = document('sts:AssumeRole');
const managed = 'arn:aws:iam::111122223333:policy/ml/Data';
const limit = 'arn:aws:iam::111122223333:policy/Limit';

const kinds = [
  { kind: 'Role', type: iamRole, made: { assumeRolePolicyDocument: trust }, described: { MaxSessionDuration: 3600 } },
  { kind: 'User', type: iamUser, made: {}, described: {} },
  { kind: 'Group', type: iamGroup, made: {}, described: {} },
] as const satisfies { kind: string; type: ResourceType; made: object; described: object }[];

for (const { kind, type, made, described } of kinds) {
  const member = `${kind.toLowerCase()}Name`;
  const named = { [member]: 'Trainer' };
  const arn = `arn:aws:iam::111122223333:${kind.toLowerCase()}/Trainer`;
  const bounded = kind !== 'Group';
  const records = [
    call(`Create${kind}`, { ...named, ...made, path: '/' }),
    call(`Put${kind}Policy`, { ...named, policyName: 'Read', policyDocument: document('s3:GetObject') }),
    call(`Put${kind}Policy`, { ...named, policyName: 'Gone', policyDocument: document('s3:*') }),
    call(`Attach${kind}Policy`, { ...named, policyArn: managed }),
    call(`Attach${kind}Policy`, { ...named, policyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' }),
    // IAM compares names without letter case.
    call(`Delete${kind}Policy`, { [member]: 'trainer', policyName: 'gone' }),
    call(`Detach${kind}Policy`, { ...named, policyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' }),
    ...(bounded ? [call(`Put${kind}PermissionsBoundary`, { ...named, permissionsBoundary: limit })] : []),
  ];
  const inline = { PolicyName: 'Read', PolicyDocument: encodeURIComponent(document('s3:GetObject')) };
  const itself = {
    [`${kind}Name`]: 'Trainer',
    Path: '/',
    Arn: arn,
    ...(kind === 'Role' && { AssumeRolePolicyDocument: encodeURIComponent(trust) }),
    ...described,
    ...(bounded && { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: limit } }),
  };
  const attached = [{ PolicyName: 'Data', PolicyArn: managed }];
  const present = (state: object) =>
    JSON.parse(JSON.stringify(state, (_, value: unknown) => (value === null ? undefined : value))) as object;

  test(`the policies of a ${kind.toLowerCase()}, given, taken and read`, () => {
    const { state } = statedBy(type, records);
    const read = fromApi<object>(type, {
      [kind]: itself,
      [`${kind}PolicyList`]: [inline],
      AttachedPolicies: attached,
      ...(kind === 'User' && { Groups: [], MFADevices: [] }),
    });
    expect(present(read)).toEqual(present(state));
  });

  test(`a ${kind.toLowerCase()} in the outputs of GetAccountAuthorizationDetails is read as it is`, () => {
    const entry = {
      ...itself,
      [`${kind}PolicyList`]: [inline],
      AttachedManagedPolicies: attached,
      ...(kind === 'User' && { GroupList: [] }),
    };
    expect(type.described?.nameOf(entry)).toBe(arn);
    expect(fromApi<object>(type, entry)).toMatchObject({
      inlinePolicies: { complete: true, entries: { read: { name: 'Read', document: document('s3:GetObject') } } },
      attachedPolicies: { complete: true, entries: { [managed.toLowerCase()]: managed } },
      ...(bounded && { boundary: limit }),
    });
  });

  test(`the calls on a ${kind.toLowerCase()} that was not known tell what they tell, and no more`, () => {
    const { state } = statedBy(type, [records[1] ?? call('', {}), records[3] ?? call('', {})]);
    expect(state).toEqual({
      inlinePolicies: { complete: false, entries: { read: { name: 'Read', document: document('s3:GetObject') } } },
      attachedPolicies: { complete: false, entries: { [managed.toLowerCase()]: managed } },
    });
  });
}

test('a boundary that is taken away is none; what no record told of is not known', () => {
  const taken = statedBy(iamRole, [call('DeleteRolePermissionsBoundary', { roleName: 'Trainer' })]);
  expect(taken.state).toEqual({ boundary: null });
  expect(statedBy(iamRole, [call('UpdateRole', { roleName: 'Trainer' })]).state).toEqual({ maxSessionDuration: 3600 });
});

test('an inline policy whose text was left out is there, and not known', () => {
  expect(statedBy(iamRole, [call('PutRolePolicy', { roleName: 'Trainer', policyName: 'Read' })]).state).toEqual({
    inlinePolicies: { complete: false, entries: { read: { name: 'Read', document: null } } },
  });
});

test('the groups of a user', () => {
  const records = [
    call('CreateUser', { userName: 'alice', path: '/' }),
    call('AddUserToGroup', { userName: 'alice', groupName: 'Data' }),
  ];
  expectTwins(iamUser, {
    records,
    output: {
      User: { UserName: 'alice', Path: '/', Arn: 'arn:aws:iam::111122223333:user/alice' },
      MFADevices: [],
      Groups: [{ GroupName: 'Data', Arn: 'arn:aws:iam::111122223333:group/Data' }],
      UserPolicyList: [],
      AttachedPolicies: [],
    },
  });
  const left = statedBy(iamUser, [...records, call('RemoveUserFromGroup', { userName: 'alice', groupName: 'data' })]);
  expect(left.state['groups']).toEqual({ complete: true, entries: { data: null } });
});

test('a managed policy in the outputs of GetAccountAuthorizationDetails: its default version counts', () => {
  const state = fromApi(managedPolicy, {
    PolicyName: 'Data',
    Arn: managed,
    DefaultVersionId: 'v2',
    PolicyVersionList: [
      { VersionId: 'v1', IsDefaultVersion: false, Document: encodeURIComponent(document('s3:*')) },
      { VersionId: 'v2', IsDefaultVersion: true, Document: encodeURIComponent(document('s3:GetObject')) },
    ],
  });
  expect(managedPolicy.derived?.(state)?.document).toBe(document('s3:GetObject'));
});
