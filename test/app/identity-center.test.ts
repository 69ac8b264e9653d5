import { expect, test } from 'vitest';
import { controls } from '../../shared/catalogue.ts';
import { defaultConfiguration, type Placement, type Waiver } from '../../shared/core/configuration.ts';
import { covers } from '../../shared/core/waiver.ts';
import type { RecordFixture } from '../controls/cases.ts';
import {
  allowing,
  identityCenter,
  ofAws,
  provisioning,
  roleCreation,
  setArn,
  setCreation,
} from '../controls/identity-center.ts';
import { record } from '../fixtures/record.ts';
import { moves } from '../fixtures/story.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const [first, second, third] = ['111122223333', '444455556666', '777788889999'];
const administrator = 'sso/permission-set-administrator';
const policyArn = ofAws('AdministratorAccess');
const approved: Waiver = {
  control: '*',
  resource: '*',
  type: 'risk-accepted',
  reason: 'emergencies',
  requester: 'alice',
  approver: 'bob',
  approved: null,
  until: Date.parse('2027-01-01'),
  ticket: null,
};
const nowhere: Placement = { environment: null, dataClass: null, owner: null };

/** Calls a minute apart, from 09:00 on. */
const minutely = (...calls: readonly RecordFixture[]) =>
  calls.map((call, minute) => record({ ...call, eventTime: `2026-11-02T09:${String(minute).padStart(2, '0')}:00Z` }));

const provisionedIn = (...accounts: string[]) =>
  accounts.flatMap((account) => [roleCreation(account), provisioning(account, 'AttachRolePolicy', { policyArn })]);
const takenFrom = (...accounts: string[]) =>
  accounts.flatMap((account) => [
    provisioning(account, 'DetachRolePolicy', { policyArn }),
    provisioning(account, 'DeleteRole'),
  ]);

test('a permission set in three accounts is one finding; taken from two it stays, and the policy mends it', async () => {
  const dog = watchdog();
  const { transitions } = await dog.feed(
    ...minutely(
      ...provisionedIn(first, second, third),
      ...takenFrom(first, third),
      provisioning(second, 'DetachRolePolicy', { policyArn }),
      provisioning(second, 'PutRolePolicy', { policyName: 'AwsSSOInlinePolicy', policyDocument: allowing('*') }),
    ),
  );
  expect(moves(transitions, administrator)).toEqual([
    'opened 2026-11-02T09:01:00',
    'resolved 2026-11-02T09:10:00 mended',
    'reopened 2026-11-02T09:11:00',
  ]);
  const findings = await dog.findings();
  const waiver = { ...approved, control: 'sso/*', resource: 'DataAdmin' };
  expect(findings.map((finding) => covers(waiver, finding))).toEqual([true]);
  // Not one more: no role, attachment or inline policy of any account has a finding of its own.
  expect(findings.map(({ controlId }) => controlId)).toEqual([administrator]);
  expect(findings[0]).toMatchObject({
    resource: { name: 'DataAdmin', arn: 'arn:aws:sso:::provisioned-permission-set/DataAdmin', account: first },
    message: `Permission set DataAdmin (in ${second}) allows every action on every resource (statement 1 of inline policy "AwsSSOInlinePolicy")`,
  });
});

test('while it is open, the finding says in which accounts, and the gravest of them decides how severe it is', async () => {
  const configuration = {
    ...defaultConfiguration,
    accounts: {
      [first]: { ...nowhere, environment: 'sandbox' as const },
      [third]: { ...nowhere, environment: 'prod' as const },
    },
  };
  const dog = watchdog({ configuration });
  const records = minutely(...provisionedIn(first, second, third), ...takenFrom(third));
  await dog.feed(...records.slice(0, 4));
  expect(await dog.findings()).toMatchObject([{ severity: 'high', placement: { environment: 'sandbox' } }]);
  await dog.feed(...records.slice(4, 6));
  expect(await dog.findings()).toMatchObject([
    {
      severity: 'critical',
      placement: { environment: 'prod' },
      message: expect.stringContaining(`(in ${first}, ${second}, ${third})`),
      evidence: { 'roles.attached': [{ arn: policyArn }] },
    },
  ]);
  await dog.feed(...records.slice(6));
  expect(await dog.findings()).toMatchObject([{ severity: 'high', status: 'open' }]);
});

test('a role with no more policies, and one that is gone, mend; one that is given them again reopens', async () => {
  const dog = watchdog();
  const { transitions } = await dog.feed(
    ...minutely(...provisionedIn(first), ...takenFrom(first), ...provisionedIn(second)),
  );
  expect(moves(transitions, administrator)).toEqual([
    'opened 2026-11-02T09:01:00',
    'resolved 2026-11-02T09:02:00 mended',
    'reopened 2026-11-02T09:05:00',
  ]);
});

test('in the management account Identity Center calls for whoever assigns: that is provisioning too', async () => {
  const root = { type: 'Root', arn: `arn:aws:iam::${first}:root`, accountId: first, invokedBy: 'sso.amazonaws.com' };
  const dog = watchdog();
  await dog.feed(...minutely(...provisionedIn(first).map((call) => ({ ...call, userIdentity: root }))));
  expect((await dog.findings()).map(({ controlId }) => controlId)).toEqual([administrator]);
});

test('what somebody else calls like a role of Identity Center is judged in full', async () => {
  const dog = watchdog();
  const fakes = provisionedIn(first).map(({ userIdentity: _, ...call }): RecordFixture => call as RecordFixture);
  await dog.feed(...minutely(...fakes));
  expect((await dog.findings()).map(({ controlId }) => controlId)).toEqual(['iam/administrator-policy-attachment']);
  const roles = (await dog.store.resources('*')).filter(({ resource }) => resource.type === 'iam/role');
  expect(roles.map(({ state }) => state['serviceLinked'])).toEqual([false]);
});

test('the finding names the commands, with the ARNs of the permission set where its creation was seen', async () => {
  const commandAfter = async (...calls: RecordFixture[]) => {
    const dog = watchdog();
    await dog.feed(...minutely(...calls));
    const finding = (await dog.findings()).find(({ controlId }) => controlId === administrator);
    const control = controls.find(({ id }) => id === administrator);
    return finding && control?.remediation.command(finding.resource, finding.evidence);
  };
  const named = `--instance-arn arn:aws:sso:::instance/ssoins-72233af8ea2d1f14 --permission-set-arn ${setArn()}`;
  expect(await commandAfter(setCreation('DataAdmin'), ...provisionedIn(first))).toBe(
    `aws sso-admin detach-managed-policy-from-permission-set ${named} --managed-policy-arn ${policyArn} && aws sso-admin provision-permission-set ${named} --target-type ALL_PROVISIONED_ACCOUNTS`,
  );
  expect(await commandAfter(...provisionedIn(first))).toContain("--permission-set-arn 'ARN of DataAdmin'");
});

test('who makes a permission set an administrator is known from the call on it, and the state from its roles', async () => {
  const dog = watchdog();
  const set = { permissionSetArn: setArn() };
  const { transitions } = await dog.feed(
    ...minutely(
      setCreation('DataAdmin'),
      identityCenter('AttachManagedPolicyToPermissionSet', { ...set, managedPolicyArn: policyArn }),
      ...provisionedIn(second),
    ),
  );
  expect(moves(transitions, 'sso/permission-set-administrator-grant')).toEqual(['opened 2026-11-02T09:01:00']);
  expect(moves(transitions, administrator)).toEqual(['opened 2026-11-02T09:03:00']);
  expect(transitions[0]?.finding.message).toContain('alice as ml-engineer made the permission set DataAdmin');
});

test('an assignment to a user counts at once and ends when its permission set is mended; its deletion has to be read', async () => {
  const set = { permissionSetArn: setArn() };
  const assignment = { ...set, targetId: second, targetType: 'AWS_ACCOUNT', principalType: 'USER', principalId: 'u-1' };
  const made = [
    setCreation('DataAdmin'),
    identityCenter('AttachManagedPolicyToPermissionSet', { ...set, managedPolicyArn: policyArn }),
    identityCenter('CreateAccountAssignment', assignment),
  ];
  const control = 'sso/account-assignment-principal';
  const mended = await watchdog().feed(
    ...minutely(
      ...made,
      identityCenter('DetachManagedPolicyFromPermissionSet', { ...set, managedPolicyArn: policyArn }),
    ),
  );
  expect(moves(mended.transitions, control)).toEqual([
    'opened 2026-11-02T09:02:00',
    'resolved 2026-11-02T09:03:00 mended',
  ]);

  const dog = watchdog();
  await dog.feed(...minutely(...made, identityCenter('DeleteAccountAssignment', assignment)));
  const open = (await dog.findings()).find(({ controlId }) => controlId === control);
  expect(open).toMatchObject({
    status: 'open',
    resource: { account: second },
    message: expect.stringContaining(`in account ${second}`),
  });
});
