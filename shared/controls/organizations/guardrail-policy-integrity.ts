import { defineActivityControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../../core/verdict.ts';
import { changeControl, organizationGuardrails, withRequirements } from '../../frameworks/profiles.ts';
import { denies, readPolicy } from '../../iam/policy-document.ts';
import { organizationsPolicy } from '../../resources/organizations/policy.ts';

const guardrails = new Map([
  ['SERVICE_CONTROL_POLICY', 'service control policy'],
  ['RESOURCE_CONTROL_POLICY', 'resource control policy'],
]);

const denialsOf = (content: string | undefined): number | undefined => {
  if (content === undefined) return undefined;
  const policy = readPolicy(content);
  return 'unreadable' in policy ? undefined : denies(policy).length;
};

const updateVerdict = (policy: string, before: string | undefined, after: string | undefined): Verdict => {
  const now = denialsOf(after);
  if (now === undefined) return unknown('what the policy denies now');
  if (now > 0) return pass;
  const former = denialsOf(before);
  if (former === undefined) return unknown('what the policy denied before');
  return former === 0 ? pass : fail(`${policy} was emptied: it denies nothing any more`);
};

export default defineActivityControl({
  id: 'organizations/guardrail-policy-integrity',
  title: 'Nobody detaches, deletes, empties or switches off a guardrail of the organization',
  severity: 'high',
  appliesTo: organizationsPolicy,
  watches: ['DetachPolicy', 'DeletePolicy', 'DisablePolicyType', 'UpdatePolicy'],
  reads: ['targetId', 'policyType'],
  rationale:
    'Service and resource control policies limit every account, administrators too: without them nothing does.',
  remediation: {
    summary: 'Put the policy back as it was deployed, and ask who took it away and why.',
    command: ({ arn, name }) =>
      arn.includes(':root/')
        ? 'aws organizations list-roots'
        : shell`aws organizations list-targets-for-policy --policy-id ${name}`,
    warning: 'A policy that denies too much locks out every account below: attach it to one account first.',
  },
  requirements: withRequirements(organizationGuardrails, changeControl, { 'cis-aws-v6': ['5.15'] }),
  aliases: ['org-scp-removed'],
  evaluate: ({ call, facts, before, after }, { resource }): Verdict => {
    const { targetId } = facts;
    const type = facts.policyType ?? after.policyType ?? before?.policyType;
    const guardrail = type === undefined ? undefined : guardrails.get(type);
    if (type !== undefined && !guardrail) return notApplicable(`Policies of the type ${type} are no guardrails`);
    if (call.name === 'DisablePolicyType') {
      return fail(`Every ${guardrail ?? 'policy'} was switched off in ${targetId ?? 'the organization'}`);
    }
    if (resource.name === 'p-FullAWSAccess')
      return notApplicable('p-FullAWSAccess denies nothing: detaching it allows less');
    const policy = `The ${guardrail ?? 'policy (of a type that no record told of)'} ${resource.name}`;
    if (call.name === 'UpdatePolicy') return updateVerdict(policy, before?.content, after.content);
    return call.name === 'DeletePolicy'
      ? fail(`${policy} was deleted`)
      : fail(`${policy} was detached from ${targetId ?? 'its target'}`);
  },
});
