import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { Members } from '../../shared/core/trail-record.ts';
import { enforceable, scpGuardrail } from '../../shared/iam/guardrails/index.ts';
import { fromApi } from '../../shared/resources/from-api.ts';
import { organizationsAccount } from '../../shared/resources/organizations/account.ts';
import { organizationsPolicy } from '../../shared/resources/organizations/policy.ts';
import { organizationsUnit } from '../../shared/resources/organizations/unit.ts';
import { localNvmeTypes } from '../../shared/resources/sagemaker/instance-storage.ts';
import type { RecordFixture } from '../controls/cases.ts';
import { record } from '../fixtures/record.ts';
import { run } from '../fixtures/run.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 40);

const control = 'organizations/account-sagemaker-guardrails';
const management = '999988887777';
const account = '111122223333';
const placement = { environment: null, dataClass: null, owner: null };
const configuration = { ...defaultConfiguration, accounts: { [account]: placement } };
const root = 'r-ab12';
const unitOf = (n: number) => `ou-ab12-0000000${n}`;
const everything = JSON.stringify(scpGuardrail({ controls: enforceable, keylessTypes: localNvmeTypes }).policy);
const harmless = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Deny', Action: 'ec2:*', Resource: '*' },
});

const call = (eventName: string, requestParameters: object | null, more: object = {}): RecordFixture => ({
  eventSource: 'organizations.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  recipientAccountId: management,
  requestParameters,
  ...more,
});
const switched = (eventName: 'EnablePolicyType' | 'DisablePolicyType') =>
  call(
    eventName,
    { rootId: root, policyType: 'SERVICE_CONTROL_POLICY' },
    {
      responseElements: { root: { id: root, arn: `arn:aws:organizations::${management}:root/o-exampleorgid/${root}` } },
    },
  );
const madeUnit = (n: number, parentId: string) =>
  call(
    'CreateOrganizationalUnit',
    { parentId, name: `unit ${n}` },
    { responseElements: { organizationalUnit: { id: unitOf(n) } } },
  );
const madeAccount = call('CreateAccountResult', null, {
  eventType: 'AwsServiceEvent',
  serviceEventDetails: { createAccountStatus: { state: 'SUCCEEDED', accountId: account } },
});
const moved = (destinationParentId: string) => call('MoveAccount', { accountId: account, destinationParentId });
const madePolicy = (id: string, content: string) =>
  call(
    'CreatePolicy',
    { name: id, content, type: 'SERVICE_CONTROL_POLICY' },
    { responseElements: { policy: { policySummary: { id, type: 'SERVICE_CONTROL_POLICY' } } } },
  );
const updated = (policyId: string, content: string) => call('UpdatePolicy', { policyId, content });
const attached = (policyId: string, targetId: string) => call('AttachPolicy', { policyId, targetId });
const detached = (policyId: string, targetId: string) => call('DetachPolicy', { policyId, targetId });

const guardrail = 'p-guardrail1';

const inMinutes = (fixtures: readonly RecordFixture[]) =>
  fixtures.map((fixture, minute) =>
    record({ eventTime: `2026-11-02T09:${String(minute).padStart(2, '0')}:00Z`, ...fixture }),
  );

const told = (...fixtures: readonly RecordFixture[]) =>
  run(inMinutes(fixtures), configuration)
    .transitions.filter(({ finding }) => finding.controlId === control)
    .map(({ change, finding }) => {
      const { openedBy, resolvedBy, reason } = finding.episodes.at(-1) ?? {};
      return [change, reason, (resolvedBy ?? openedBy)?.call?.split(':')[1]].filter(Boolean).join(' ');
    });

const begun = [switched('EnablePolicyType'), madeUnit(1, root), madeAccount, moved(unitOf(1))];

describe('the guardrails of an account', () => {
  test('are judged again by what is attached above, and by what that says', () => {
    expect(
      told(
        ...begun,
        madePolicy(guardrail, everything),
        attached(guardrail, root),
        updated(guardrail, harmless),
        updated(guardrail, everything),
        detached(guardrail, root),
        attached(guardrail, account),
        call('RemoveAccountFromOrganization', { accountId: account }),
      ),
    ).toEqual([
      'opened MoveAccount',
      'resolved mended AttachPolicy',
      'reopened UpdatePolicy',
      'resolved mended UpdatePolicy',
      'reopened DetachPolicy',
      'resolved mended AttachPolicy',
    ]);
  });
  test('are gone when the type is switched off, and do not come back by switching it on', () => {
    expect(
      told(
        ...begun,
        madePolicy(guardrail, everything),
        attached(guardrail, unitOf(1)),
        switched('DisablePolicyType'),
        switched('EnablePolicyType'),
        attached(guardrail, unitOf(1)),
      ),
    ).toEqual([
      'opened MoveAccount',
      'resolved mended AttachPolicy',
      'reopened DisablePolicyType',
      'resolved mended AttachPolicy',
    ]);
  });
  test('are those of the unit that it is in now', () => {
    expect(
      told(
        ...begun,
        madeUnit(2, root),
        madePolicy(guardrail, everything),
        attached(guardrail, unitOf(2)),
        moved(unitOf(2)),
        moved(root),
        call('LeaveOrganization', null, { recipientAccountId: account }),
      ),
    ).toEqual([
      'opened MoveAccount',
      'resolved mended MoveAccount',
      'reopened MoveAccount',
      'resolved deleted LeaveOrganization',
    ]);
  });
  test('reach down from the root through as many units as AWS allows', () => {
    const units = [1, 2, 3, 4, 5].map((n) => madeUnit(n, n === 1 ? root : unitOf(n - 1)));
    const [opened] = run(
      inMinutes([switched('EnablePolicyType'), ...units, madeAccount, moved(unitOf(5))]),
      configuration,
    ).findings;
    expect(opened?.evidence['parent*']).toHaveLength(6);
    expect(
      told(
        switched('EnablePolicyType'),
        ...units,
        madeAccount,
        moved(unitOf(5)),
        madePolicy(guardrail, everything),
        attached(guardrail, root),
        updated(guardrail, harmless),
      ),
    ).toEqual(['opened MoveAccount', 'resolved mended AttachPolicy', 'reopened UpdatePolicy']);
  });
  test('of a delegated administrator are those of the organization', () => {
    const delegated = { recipientAccountId: '777766665555' };
    expect(
      told(
        ...begun,
        { ...madePolicy(guardrail, everything), ...delegated },
        { ...attached(guardrail, root), ...delegated },
      ),
    ).toEqual(['opened MoveAccount', 'resolved mended AttachPolicy']);
  });
  test('are known where AWS was asked, though no record told', async () => {
    const summary = (Id: string, owner = management) => ({
      Id,
      Arn: `arn:aws:organizations::${owner}:policy/o-x/service_control_policy/${Id}`,
    });
    const Policies = [summary('p-FullAWSAccess', 'aws'), summary(guardrail)];
    const Roots = [
      {
        Id: root,
        Arn: `arn:aws:organizations::${management}:root/o-x/${root}`,
        PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
      },
    ];
    const answers = (Content: string): Readonly<Record<string, () => object>> => ({
      [account]: () =>
        fromApi(organizationsAccount, { TargetId: account, Policies, Parents: [{ Id: root, Type: 'ROOT' }] }),
      [root]: () => fromApi(organizationsUnit, { TargetId: root, Policies, Roots }),
      [guardrail]: () =>
        fromApi(organizationsPolicy, {
          Policy: { PolicySummary: { Id: guardrail, Type: 'SERVICE_CONTROL_POLICY' }, Content },
        }),
    });
    const findingsWith = async (content: string) => {
      const dog = watchdog({ configuration, saved: ({ name }) => answers(content)[name]?.() as Members | undefined });
      await dog.feed(...inMinutes([moved(root)]));
      return (await dog.findings()).map(({ controlId }) => controlId);
    };
    expect(await findingsWith(everything)).toEqual([]);
    expect(await findingsWith(harmless)).toEqual([control]);
  });
  test('a unit that says to be in itself ends nowhere', () => {
    expect(told(switched('EnablePolicyType'), madeUnit(1, unitOf(1)), madeAccount, moved(unitOf(1)))).toEqual([]);
  });
  test('an attached policy is an incident of its own when it is taken away', () => {
    const { transitions } = run(
      inMinutes([...begun, madePolicy(guardrail, everything), attached(guardrail, root), detached(guardrail, root)]),
      configuration,
    );
    expect(
      transitions
        .slice(-2)
        .map(({ finding }) => finding.controlId)
        .toSorted(),
    ).toEqual([control, 'organizations/guardrail-policy-integrity']);
  });
});

const target = fc.constantFrom(root, unitOf(1), unitOf(2), account);
const policy = fc.constantFrom(guardrail, 'p-guardrail2', 'p-FullAWSAccess');
const content = fc.constantFrom(everything, harmless, '{');
const anyCall = fc.oneof(
  fc.constantFrom(switched('EnablePolicyType'), switched('DisablePolicyType'), madeAccount),
  fc.constantFrom(madeUnit(1, root), madeUnit(2, unitOf(1)), madeUnit(1, unitOf(2))),
  fc.constantFrom(root, unitOf(1), unitOf(2)).map(moved),
  fc.tuple(policy, target).map(([id, to]) => attached(id, to)),
  fc.tuple(policy, target).map(([id, from]) => detached(id, from)),
  fc.tuple(policy, content).map(([id, text]) => madePolicy(id, text)),
  fc.tuple(policy, content).map(([id, text]) => updated(id, text)),
  fc.constantFrom(
    call('RemoveAccountFromOrganization', { accountId: account }),
    call('DeleteOrganizationalUnit', { organizationalUnitId: unitOf(2) }),
    call('DeletePolicy', { policyId: guardrail }),
  ),
);
const moment = (second: number) => new Date(Date.UTC(2026, 10, 2) + second * 1_000).toISOString().replace('.000', '');

test('calls on an organization end the same in any order and any batches', async () => {
  const story = fc.array(fc.tuple(anyCall, fc.integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(
      story.chain((calls) => {
        const records = [...begun.map((fixture) => [fixture, 0] as const), ...calls].map(([fixture, second]) =>
          record({ ...fixture, eventTime: moment(second) }),
        );
        return fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length }));
      }),
      fc.integer({ min: 1, max: 5 }),
      async ([records, shuffled], size) => {
        const inOrder = watchdog({ configuration });
        await inOrder.feed(...records);
        const anyhow = watchdog({ configuration, snapshotEvery: 2 });
        for (let at = 0; at < shuffled.length; at += size) await anyhow.feed(...shuffled.slice(at, at + size));
        expect(await anyhow.findings()).toEqual(await inOrder.findings());
      },
    ),
    { numRuns: runs },
  );
});
