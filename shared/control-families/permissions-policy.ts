import { defineControl, type Context, type StateControl } from '../core/control.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import { notApplicable, unknown, type Verdict } from '../core/verdict.ts';
import type { Analysis } from '../iam/index.ts';
import { inlinePolicy } from '../resources/iam/inline-policy.ts';
import { managedPolicy } from '../resources/iam/managed-policy.ts';
import { administratorVerdictOf, makesAdministrator } from './administrator.ts';
import { followsOwner, partOfKeptRole } from './landing-zone.ts';
import { analysisOf, permissionsInput, type PolicyInput } from './policy-analysis.ts';
import { editedPolicy, policyHomes } from './policy-remedy.ts';

const rewrite = (resource: ResourceRef): string =>
  editedPolicy(policyHomes[resource.type === managedPolicy.name ? 'managedPolicy' : 'inlinePolicy'](resource));

/** A permissions policy that could be read. */
export interface PermissionsPolicy {
  input: PolicyInput;
  analysis: Analysis;
  at: Context['at'];
  resource: ResourceRef;
}

/** The unknown verdict on a policy that was not decided, with the reason. */
export const undecided = (reason: string): Verdict => unknown(`the policy document: ${reason}`);

type Declared = Omit<
  StateControl,
  'kind' | 'appliesTo' | 'reads' | 'mayRead' | 'follows' | 'remediation' | 'evaluate'
> & {
  /** What to write instead. */
  summary: string;
  warning: string;
  /** Also where the policy gives everything. Default: then iam/policy-full-administrator says so, and nobody else does. */
  ofAdministrators?: true;
  judge(policy: PermissionsPolicy): Verdict;
};

/**
 * Controls that ask what a permissions policy allows after its Denies, wherever it is kept: inline in a role, user or group,
 * or managed by the customer. It is read alone: a boundary, an SCP or another policy's Deny is not weighed.
 */
export const permissionsPolicy = ({ summary, warning, ofAdministrators, judge, ...declared }: Declared) =>
  defineControl<typeof inlinePolicy | typeof managedPolicy, 'document'>({
    ...declared,
    appliesTo: [inlinePolicy, managedPolicy],
    reads: ['document'],
    follows: followsOwner,
    remediation: { summary, command: rewrite, warning },
    evaluate: ({ document }, context) => {
      const { at, resource } = context;
      if (document === undefined) return unknown('the policy document');
      const input = permissionsInput(document, resource);
      const kept = partOfKeptRole(context, () => makesAdministrator(input, at));
      if (kept) return kept;
      const analysis = analysisOf(input, at);
      if (analysis.indeterminate !== null) return undecided(analysis.indeterminate);
      if (!ofAdministrators) {
        const administrator = administratorVerdictOf(input, at);
        if (administrator && 'unknown' in administrator) return undecided(administrator.unknown);
        if (administrator) {
          return notApplicable('It makes an administrator already, which iam/policy-full-administrator judges');
        }
      }
      return judge({ input, analysis, at, resource });
    },
  });
