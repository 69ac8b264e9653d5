import type { Context } from '../core/control.ts';
import { fail, pass, unknown, type Verdict } from '../core/verdict.ts';
import { few } from './few.ts';
import {
  analysisOf,
  ownedInput,
  proofOf,
  statementBehind,
  statementLabel,
  type OwnedPolicy,
} from './policy-analysis.ts';

interface Asked extends Omit<OwnedPolicy, 'policy'> {
  /** Null: there is none. */
  policy: string | null | undefined;
  /** Who everybody is, where every request is signed: `anybody with an AWS account`. Default: whom the proof shows. */
  everybody?: string;
  /** Said after the statement: "allows s3:GetObject to everybody". */
  lets(who: string, actions: string): string;
}

const listed = (value: unknown): string => few([value ?? []].flat().map(String));

/** Whether a policy lets in somebody who has no relation to its owner, after its Denies. */
export const publicPolicy = (asked: Asked, context: Context): Verdict => {
  const { policy, lets } = asked;
  if (policy === null) return pass;
  if (policy === undefined) return unknown('the policy document');
  const input = ownedInput({ ...asked, policy }, context);
  const { indeterminate, findings } = analysisOf(input, context.at);
  if (indeterminate !== null) return unknown(`the policy document: ${indeterminate}`);
  const finding = findings.find(({ id }) => id === 'public');
  if (!finding) return pass;
  const isUnsigned = finding.witness?.principal === 'anybody, unsigned';
  const everybody = asked.everybody ?? (isUnsigned ? 'everybody' : 'anybody with an AWS account');
  const { Action, NotAction, NotPrincipal } = statementBehind(input, finding);
  const who = NotPrincipal === undefined ? everybody : `${everybody} but those in NotPrincipal`;
  const actions = NotAction === undefined ? listed(Action) : `all but ${listed(NotAction)}`;
  return fail(`${statementLabel(finding)} ${lets(who, actions)}`, {
    // Nobody asks such a service without signing, whatever a policy would allow.
    details: [
      (proofOf(finding) ?? finding.message).replace('anybody, unsigned', asked.everybody ?? 'anybody, unsigned'),
    ],
    reach: 'public',
  });
};
