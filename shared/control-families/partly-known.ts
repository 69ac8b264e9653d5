import { unknown, type Verdict } from '../core/verdict.ts';

/** A policy that is put together from statements, of which some may never have been told. */
export interface PartlyKnown {
  /** What is known of it; null: nothing, or there is none. */
  policy?: string | null | undefined;
  policyIsWhole?: boolean | undefined;
  /** The statements that were taken out of it; null: we know of none. */
  formerPolicy?: string | null | undefined;
}

/**
 * A judgement of a policy that may be known in part: a statement that fails fails, whatever the others say. Nothing passes
 * whose statements are not all known, but where one was taken out that failed.
 */
export const partlyKnown = (
  { policy, policyIsWhole, formerPolicy }: PartlyKnown,
  judged: (policy: string | null | undefined) => Verdict,
): Verdict => {
  const verdict = judged(policy);
  if (policyIsWhole || verdict.status !== 'pass') return verdict;
  return formerPolicy && judged(formerPolicy).status === 'fail'
    ? verdict
    : unknown('statements of the policy that no record told of');
};
