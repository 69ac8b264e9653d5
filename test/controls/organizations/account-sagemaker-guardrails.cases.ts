import control from '../../../shared/controls/organizations/account-sagemaker-guardrails.ts';
import type { Related, RelatedResource } from '../../../shared/core/control.ts';
import { completeMap, type KnownMap } from '../../../shared/core/known-map.ts';
import { enforceable, scpGuardrail } from '../../../shared/iam/guardrails/index.ts';
import { localNvmeTypes } from '../../../shared/resources/sagemaker/instance-storage.ts';
import { cases } from '../cases.ts';
import { relatedResource } from '../related.ts';

const account = '111122223333';
const management = '999988887777';
const placement = { environment: null, dataClass: null, owner: null };
const configuration = { accounts: { [account]: placement } };

const printed = (controls: readonly string[] = enforceable) =>
  JSON.stringify(scpGuardrail({ controls, keylessTypes: localNvmeTypes }).policy);
const denies = (Action: string, Condition?: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action, Resource: '*', Condition } });
const allows = (...Action: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });

const attached = (...ids: string[]): KnownMap => completeMap(Object.fromEntries(ids.map((id) => [id, ''])));
const full = 'p-FullAWSAccess';

/** Policies by their ids: their text, or a state. */
type Policies = Readonly<Record<string, string | object>>;

const policiesOf = (policies: Policies): readonly RelatedResource[] =>
  Object.entries(policies).map(([id, policy]) =>
    relatedResource(
      'organizations/policy',
      `arn:aws:organizations:::policy/${id}`,
      typeof policy === 'string' ? { policyType: 'SERVICE_CONTROL_POLICY', content: policy } : { ...policy },
    ),
  );

const unit = (kind: 'root' | 'ou', id: string, policies: Policies, state: object = {}, related: Related = {}) =>
  relatedResource(
    'organizations/unit',
    `arn:aws:organizations:::${kind}/${id}`,
    { attached: attached(full, ...Object.keys(policies)), ...state },
    { exists: true, related: { policies: policiesOf(policies), ...related } },
  );

const root = (policies: Policies = {}, state: object = {}) =>
  unit('root', 'r-ab12', policies, { managementAccount: management, serviceControlPolicies: 'enabled', ...state });

const inUnit = (policies: Policies, above: RelatedResource = root()) =>
  unit('ou', 'ou-ab12-34567890', policies, {}, { parent: [above] });

const nothing = { attached: attached(full), configuration };
const under = (parent: RelatedResource, own: Policies = {}) => ({
  attached: attached(full, ...Object.keys(own)),
  related: { policies: policiesOf(own), parent: [parent] },
  configuration,
});

const record = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'organizations.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  recipientAccountId: management,
  requestParameters,
  responseElements,
});

export default cases(control, {
  pass: {
    'the root denies it all': under(root({ 'p-guardrail1': printed() })),
    'some here, some above': under(inUnit({ 'p-guardrail1': printed(enforceable.slice(0, 9)) }), {
      'p-guardrail2': printed(enforceable.slice(9)),
    }),
    'SageMaker is banned': under(inUnit({ 'p-guardrail1': denies('sagemaker:*') })),
    'nothing of SageMaker is allowed': under(
      root({ 'p-allowlist1': allows('ec2:*', 's3:*') }, { attached: attached('p-allowlist1') }),
    ),
    'enough is known, if not all': {
      attached: { complete: false, entries: { 'p-guardrail1': '' } },
      related: { policies: policiesOf({ 'p-guardrail1': printed() }) },
      configuration,
    },
    'what is not denied, no control asks for': {
      ...under(root({ 'p-guardrail1': printed(['sagemaker/notebook-root-access']) })),
      configuration: {
        ...configuration,
        controls: Object.fromEntries(
          enforceable
            .filter((id) => id !== 'sagemaker/notebook-root-access')
            .map((id) => [id, { enabled: false, severity: null }]),
        ),
      },
    },
  },
  fail: {
    'nothing but FullAWSAccess': {
      ...under(inUnit({})),
      expect:
        'do not rule out notebooks with direct internet access, notebooks with root access, notebooks that answer version 1 of the metadata service, domains whose applications reach the internet directly, notebooks, models and jobs outside your VPCs, containers without network isolation, unencrypted traffic between containers, volumes without a key, outputs without a key in account 111122223333',
    },
    'one is missing': {
      ...under(root({ 'p-guardrail1': printed(enforceable.filter((id) => id !== 'sagemaker/notebook-root-access')) })),
      expect: 'do not rule out notebooks with root access in account',
    },
    'a guardrail of another type': {
      ...under(root({ 'p-guardrail1': { policyType: 'TAG_POLICY', content: '{}' } })),
      expect: 'do not rule out notebooks with direct internet access',
    },
    'they are switched off': {
      ...under(root({ 'p-guardrail1': printed() }, { serviceControlPolicies: 'disabled' })),
      expect: 'Service control policies, which are switched off in r-ab12, do not rule out',
    },
    'attached before they were switched off and on again': {
      ...under(root({}, { enabledAt: '2026-11-02T08:00:00Z' }), { 'p-guardrail1': printed() }),
      attached: { complete: false, entries: { 'p-guardrail1': '2026-11-01T08:00:00Z' } },
      expect: 'do not rule out',
    },
    'only where it is said': {
      ...under(
        root({
          'p-guardrail1': printed(enforceable.filter((id) => id !== 'sagemaker/notebook-direct-internet-access')),
          'p-guardrail2': denies('sagemaker:CreateNotebookInstance', {
            StringEquals: { 'sagemaker:DirectInternetAccess': 'Enabled' },
          }),
        }),
      ),
      expect: 'do not rule out notebooks with direct internet access in account',
    },
  },
  notApplicable: {
    'an account that the configuration does not name': { ...under(inUnit({})), configuration: { accounts: {} } },
    'the management account': { ...under(root({}, { managementAccount: account })) },
    'every control is switched off': {
      ...under(inUnit({})),
      configuration: {
        ...configuration,
        controls: Object.fromEntries(enforceable.map((id) => [id, { enabled: false, severity: null }])),
      },
    },
  },
  unknown: {
    'what it is in': nothing,
    'what the unit is in': under(unit('ou', 'ou-ab12-34567890', {})),
    'what else is attached': { ...under(inUnit({})), attached: { complete: false, entries: {} } },
    'what else is attached above': under(root({}, { attached: { complete: false, entries: { [full]: '' } } })),
    'what a policy says': under(root({ 'p-guardrail1': { policyType: 'SERVICE_CONTROL_POLICY' } })),
    'what a policy is': under(root({ 'p-guardrail1': {} })),
    'what a policy means': under(root({ 'p-guardrail1': '{"Statement":' })),
    'which account nothing binds': under(root({}, { managementAccount: undefined })),
    'whether what AWS was asked for is from before': {
      ...under(root({}, { enabledAt: '2026-11-02T08:00:00Z' }), { 'p-guardrail1': printed() }),
    },
    'a unit that was deleted': under({ ...inUnit({}), exists: false }),
  },
  record: [
    record(
      'EnablePolicyType',
      { rootId: 'r-ab12', policyType: 'SERVICE_CONTROL_POLICY' },
      { root: { id: 'r-ab12', arn: `arn:aws:organizations::${management}:root/o-exampleorgid/r-ab12` } },
    ),
    record('MoveAccount', {
      accountId: account,
      sourceParentId: 'ou-ab12-34567890',
      destinationParentId: 'r-ab12',
    }),
  ],
  configuration,
});
