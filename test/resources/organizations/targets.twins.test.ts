import { describe, expect, test } from 'vitest';
import { fromApi } from '../../../shared/resources/from-api.ts';
import { organizationsAccount } from '../../../shared/resources/organizations/account.ts';
import { organizationsUnit } from '../../../shared/resources/organizations/unit.ts';
import { expectTwins, statedBy } from '../twins.ts';

const management = '999988887777';
const account = '111122223333';
const unit = 'ou-ab12-34567890';
const root = 'r-ab12';
const call = (eventName: string, requestParameters: object | null, more: object = {}) => ({
  eventSource: 'organizations.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  recipientAccountId: management,
  requestParameters,
  ...more,
});
const attached = (targetId: string, policyId = 'p-guardrail1') => call('AttachPolicy', { policyId, targetId });
const summary = (Id: string, owner = management) => ({
  Id,
  Arn: `arn:aws:organizations::${owner}:policy/o-exampleorgid/service_control_policy/${Id}`,
  Type: 'SERVICE_CONTROL_POLICY',
});
const fullAccess = summary('p-FullAWSAccess', 'aws');
const enabled = [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }];
const theRoot = {
  Id: root,
  Arn: `arn:aws:organizations::${management}:root/o-exampleorgid/${root}`,
  Name: 'Root',
  PolicyTypes: enabled,
};
const madeUnit = call(
  'CreateOrganizationalUnit',
  { parentId: root, name: 'ml' },
  {
    responseElements: {
      organizationalUnit: {
        id: unit,
        arn: `arn:aws:organizations::${management}:ou/o-exampleorgid/${unit}`,
        name: 'ml',
      },
    },
  },
);
const createStatus = (state: string) =>
  call('CreateAccountResult', null, {
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { createAccountStatus: { id: 'car-1', state, accountId: account, accountName: '****' } },
  });

describe('an organizational unit', () => {
  test('made and read', () => {
    expectTwins(organizationsUnit, {
      records: [madeUnit],
      output: {
        TargetId: unit,
        Policies: [fullAccess],
        Parents: [{ Id: root, Type: 'ROOT' }],
        Roots: [theRoot],
      },
    });
  });
  test('what is attached is known by its id and since when, until it is detached', () => {
    const after = (...more: ReturnType<typeof call>[]) =>
      statedBy(organizationsUnit, [madeUnit, ...more]).state['attached'];
    expect(after(attached(unit))).toEqual({
      complete: true,
      entries: { 'p-FullAWSAccess': '', 'p-guardrail1': '2026-11-02T09:00:00Z' },
    });
    expect(after(attached(unit), call('DetachPolicy', { policyId: 'p-guardrail1', targetId: unit }))).toEqual({
      complete: true,
      entries: { 'p-FullAWSAccess': '', 'p-guardrail1': null },
    });
  });
  test('one whose making nobody saw may have more attached', () => {
    expect(statedBy(organizationsUnit, [attached(unit)]).state['attached']).toMatchObject({ complete: false });
  });
});

describe('a root', () => {
  const switched = (eventName: string, policyType = 'SERVICE_CONTROL_POLICY') =>
    call(eventName, { rootId: root, policyType }, { responseElements: { root: { id: root, arn: theRoot.Arn } } });

  test('service control policies are switched on and off in it', () => {
    expect(statedBy(organizationsUnit, [switched('EnablePolicyType')]).state).toEqual({
      serviceControlPolicies: 'enabled',
      enabledAt: '2026-11-02T09:00:00Z',
      managementAccount: management,
    });
    expect(statedBy(organizationsUnit, [switched('DisablePolicyType')]).state).toMatchObject({
      serviceControlPolicies: 'disabled',
    });
    expect(() => statedBy(organizationsUnit, [switched('DisablePolicyType', 'TAG_POLICY')])).toThrow('no change');
  });
  test('read, it is as it is now', () => {
    const read = (PolicyTypes: object[]) =>
      fromApi(organizationsUnit, { TargetId: root, Policies: [fullAccess], Roots: [{ ...theRoot, PolicyTypes }] });
    expect(read(enabled)).toEqual({
      attached: { complete: true, entries: { 'p-FullAWSAccess': '' } },
      managementAccount: management,
      serviceControlPolicies: 'enabled',
      enabledAt: null,
    });
    expect(read([])).toMatchObject({ serviceControlPolicies: 'disabled' });
  });
  test('a list that goes on is not complete', () => {
    expect(fromApi(organizationsUnit, { TargetId: root, Policies: [fullAccess], NextToken: 'x' })).toMatchObject({
      attached: { complete: false },
    });
  });
});

describe('an account', () => {
  test('made, moved and read', () => {
    expectTwins(organizationsAccount, {
      records: [
        createStatus('SUCCEEDED'),
        call('MoveAccount', { accountId: account, sourceParentId: root, destinationParentId: unit }),
      ],
      output: { TargetId: account, Policies: [fullAccess], Parents: [{ Id: unit, Type: 'ORGANIZATIONAL_UNIT' }] },
    });
  });
  test('one that could not be made is none', () => {
    expect(() => statedBy(organizationsAccount, [createStatus('FAILED')])).toThrow('no change');
  });
  test('one that was invited joins when it accepts', () => {
    const accepted = (action: string) =>
      call(
        'AcceptHandshake',
        { handshakeId: 'h-1' },
        {
          recipientAccountId: account,
          responseElements: { handshake: { action, state: 'ACCEPTED' } },
        },
      );
    expect(statedBy(organizationsAccount, [accepted('INVITE')])).toMatchObject({
      resource: { name: account },
      state: { attached: { complete: true, entries: { 'p-FullAWSAccess': '' } } },
    });
    expect(() => statedBy(organizationsAccount, [accepted('ENABLE_ALL_FEATURES')])).toThrow('no change');
  });
  test('it is known by its id, whoever calls, and by its ARN', () => {
    const arn = `arn:aws:organizations::${account}:account/${account}`;
    const named = (record: ReturnType<typeof call>) => statedBy(organizationsAccount, [record]).resource;
    expect(named(attached(account))).toMatchObject({ arn, account, name: account });
    expect(named({ ...attached(account), recipientAccountId: '444455556666' })).toMatchObject({ arn, account });
    expect(named({ ...call('LeaveOrganization', null), recipientAccountId: account })).toMatchObject({ arn });
    expect(
      organizationsAccount.canonical?.(`arn:aws:organizations::${management}:account/o-exampleorgid/${account}`),
    ).toBe(arn);
    expect(organizationsUnit.canonical?.(theRoot.Arn)).toBe(`arn:aws:organizations:::root/${root}`);
  });
  test('what is attached to a unit is no account, and what is neither is nothing', () => {
    expect(() => statedBy(organizationsAccount, [attached(unit)])).toThrow('no change');
    expect(() => statedBy(organizationsUnit, [attached('../ou-ab12-34567890')])).toThrow('no change');
    expect(statedBy(organizationsUnit, [attached(unit, '__proto__')]).state).toEqual({
      attached: { complete: false, entries: {} },
    });
  });
});
