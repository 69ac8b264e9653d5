import { analysisOf, statementsIn } from '../../control-families/policy-analysis.ts';
import { defineActivityControl, type Context } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../../core/verdict.ts';
import { changeControl, organizationGuardrails, withRequirements } from '../../frameworks/profiles.ts';
import { organizationsPolicy } from '../../resources/organizations/policy.ts';

const guardrails = new Map([
  ['SERVICE_CONTROL_POLICY', 'service control policy'],
  ['RESOURCE_CONTROL_POLICY', 'resource control policy'],
]);

/** Of a policy whose type is not known: either of the two forms. A resource control policy names principals. */
const formsOf = (type: string | undefined): readonly ('scp' | 'resource')[] => {
  if (type === 'RESOURCE_CONTROL_POLICY') return ['resource'];
  return type === 'SERVICE_CONTROL_POLICY' ? ['scp'] : ['scp', 'resource'];
};

/** How many statements of a policy deny something; undefined: nobody can tell. */
const denialsOf = (content: string | undefined, type: string | undefined, at: Context['at']): number | undefined => {
  if (content === undefined) return undefined;
  const understood = formsOf(type).some((kind) => analysisOf({ kind, policy: content }, at).indeterminate === null);
  return understood ? statementsIn(content).filter(({ Effect }) => Effect === 'Deny').length : undefined;
};

const updateVerdict = (policy: string, now: number | undefined, former: number | undefined): Verdict => {
  if (now === undefined) return unknown('what the policy denies now');
  if (now > 0) return pass;
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
  evaluate: ({ call, facts, before, after }, { resource, at }): Verdict => {
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
    if (call.name === 'UpdatePolicy') {
      return updateVerdict(policy, denialsOf(after.content, type, at), denialsOf(before?.content, type, at));
    }
    return call.name === 'DeletePolicy'
      ? fail(`${policy} was deleted`)
      : fail(`${policy} was detached from ${targetId ?? 'its target'}`);
  },
});
