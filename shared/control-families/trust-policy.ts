import { defineControl, type Context, type StateControl } from '../core/control.ts';
import { notApplicable, unknown, type Verdict } from '../core/verdict.ts';
import type { Analysis, Mendable } from '../iam/index.ts';
import { iamRole } from '../resources/iam/role.ts';
import { analysisOf, ownedInput } from './policy-analysis.ts';
import { asFound, mendedPolicy, policyHomes } from './policy-remedy.ts';

/** The trust policy of a role that could be read. */
export interface TrustPolicy {
  text: string;
  analysis: Analysis;
}

type Declared = Omit<StateControl, 'kind' | 'appliesTo' | 'reads' | 'mayRead' | 'remediation' | 'evaluate'> & {
  /** What to write instead. */
  summary: string;
  warning: string;
  /** What it fails for, where a safer document follows from the one that is there. */
  asked?: Mendable;
  judge(policy: TrustPolicy, context: Context): Verdict;
};

/** Controls that ask whom the trust policy of a role lets assume it, after its Denies. */
export const trustPolicy = ({ summary, warning, asked, judge, ...declared }: Declared) =>
  defineControl<typeof iamRole, 'trust' | 'serviceLinked'>({
    ...declared,
    appliesTo: iamRole,
    reads: ['trust', 'serviceLinked'],
    remediation: {
      summary,
      command: (resource, { trust: policy }) =>
        mendedPolicy(policyHomes.role(resource), resource, {
          policy,
          kind: 'trust',
          asked,
          file: 'trust.json',
        }),
      warning: asked === undefined ? warning : `${warning} ${asFound}`,
    },
    evaluate: ({ trust, serviceLinked }, context) => {
      if (serviceLinked) return notApplicable('AWS made the role and keeps its trust policy');
      if (trust === undefined) return unknown('the trust policy');
      const analysis = analysisOf(ownedInput({ kind: 'trust', policy: trust }, context), context.at);
      if (analysis.indeterminate !== null) return unknown(`the trust policy: ${analysis.indeterminate}`);
      return judge({ text: trust, analysis }, context);
    },
  });
