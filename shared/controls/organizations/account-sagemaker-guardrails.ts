import { guardrailGaps } from '../../control-families/guardrail-gaps.ts';
import { serviceControlOn } from '../../control-families/service-control.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { organizationGuardrails } from '../../frameworks/profiles.ts';
import { enforceable } from '../../iam/guardrails/index.ts';
import { organizationsAccount } from '../../resources/organizations/account.ts';
import { localNvmeTypes } from '../../resources/sagemaker/instance-storage.ts';

export default defineControl({
  id: 'organizations/account-sagemaker-guardrails',
  title: 'Service control policies deny unsafe SageMaker calls in your accounts',
  severity: 'medium',
  appliesTo: organizationsAccount,
  reads: ['attached'],
  follows: {
    policies: ['policyType'],
    'parent*': ['attached', 'serviceControlPolicies'],
    'parent*.policies': ['policyType'],
  },
  rationale:
    'What every other control finds after the fact, a guardrail keeps from happening, whoever in the account has which rights.',
  remediation: {
    summary:
      'Attach what `sagewatch guardrails scp` prints to the account, or to a unit above it; `sagewatch guardrails check` tells what a policy leaves open.',
    command: ({ account }) =>
      shell`aws organizations list-policies-for-target --target-id ${account} --filter SERVICE_CONTROL_POLICY`,
    warning: 'A policy that denies too much locks out everybody below: attach it to one account first.',
  },
  requirements: organizationGuardrails,
  aliases: ['org-scp-no-sagemaker-guardrail'],
  evaluate: ({ attached }, { resource: { account, arn }, related, configuration, at: now }) => {
    if (!Object.hasOwn(configuration.accounts, account)) {
      return notApplicable(`account ${account} is none of those that the configuration names`);
    }
    const controls = enforceable.filter((id) => configuration.controls[id]?.enabled !== false);
    if (controls.length === 0) return notApplicable('every control that a guardrail could enforce is switched off');
    const { levels, doubts, switchedOff, managementAccount } = serviceControlOn(account, attached, related);
    if (managementAccount === account) {
      return notApplicable('service control policies do not bind the management account');
    }
    const gaps = guardrailGaps(
      { levels, account, organization: configuration.organization ?? undefined, partition: arn.split(':')[1], now },
      { controls, keylessTypes: localNvmeTypes },
    );
    if (!gaps) return unknown('what the service control policies deny: they are too large to be decided');
    const { hazards, unread } = gaps;
    if (hazards.length === 0) return pass;
    const missing = [...doubts, ...unread.map(({ name, reason }) => `what policy ${name} says: ${reason}`)];
    if (missing.length > 0) return unknown(...new Set(missing));
    const off = switchedOff === undefined ? '' : `, which are switched off in ${switchedOff},`;
    return fail(
      `Service control policies${off} do not rule out ${hazards.map(({ hazard }) => hazard).join(', ')} in account ${account}`,
      { details: hazards.flatMap(({ hazard, requests }) => requests.map((request) => `${hazard}: ${request}`)) },
    );
  },
});
