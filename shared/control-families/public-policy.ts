import type { Context } from '../core/control.ts';
import { fail, pass, unknown, type Verdict } from '../core/verdict.ts';
import { analysisOf, proofOf, statementLabel, type PolicyInput } from './policy-analysis.ts';

interface Asked {
  /** Null: there is none. */
  policy: string | null | undefined;
  kind: 'resource';
  /** What the policy is attached to, where statements name it by a star alone, or not at all. */
  about?: Pick<PolicyInput, 'bucket' | 'kmsKeyArn' | 'resource'>;
  /** Said after the statement: "lets anybody with an AWS account pull the images". */
  lets(who: string): string;
}

/**
 * Whether a policy lets in somebody who has nothing to do with its owner: what is left of its Allows after its Denies, with
 * the request that proves it.
 */
export const publicPolicy = ({ policy, kind, about = {}, lets }: Asked, context: Context): Verdict => {
  const { at, resource, configuration } = context;
  if (policy === null) return pass;
  if (policy === undefined) return unknown('the policy document');
  const { organization } = configuration;
  const input: PolicyInput = {
    kind,
    policy,
    ...about,
    account: resource.account,
    ...(organization !== null && { org: organization }),
  };
  const analysis = analysisOf(input, at);
  if (analysis.indeterminate !== null) return unknown(`the policy document: ${analysis.indeterminate}`);
  const found = analysis.findings.find(({ id }) => id === 'public');
  if (!found) return pass;
  const who = found.witness?.principal === 'anybody, unsigned' ? 'everybody' : 'anybody with an AWS account';
  const proof = proofOf(found);
  return fail(`${statementLabel(found)} ${lets(who)}`, {
    details: proof === undefined ? [] : [`${statementLabel(found)}: ${proof}`],
    reach: 'public',
  });
};
