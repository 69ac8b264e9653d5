import { actionsOf } from '../actions.ts';
import { labelOf, type Statement, type Test } from '../document.ts';
import { hasWildcard, matches } from '../patterns.ts';
import { holdsWhenAbsent } from '../values.ts';
import { carriedBy, limitsOf, type InForce, type Limits } from './limits.ts';

/** A Deny that tests a key which some of its calls never carry. */
export interface Mismatch {
  /** `statement "VpcNamed" of scp.json`. */
  statement: string;
  /** As it is written. */
  key: string;
  calls: readonly string[];
  /** What that does to those calls: each of them is denied; the test always holds; the statement never denies them. */
  effect: 'denied' | 'always holds' | 'never denied';
}

const prefix = 'sagemaker:';

const callsOf = (pattern: string): readonly string[] =>
  actionsOf('sagemaker').flatMap(({ name }) =>
    matches(pattern, name.toLowerCase()) ? [name.slice(prefix.length)] : [],
  );

const mismatchesOf = (test: Test, statement: Statement, limits: Limits): readonly Mismatch[] => {
  if (!test.key.startsWith(prefix) || test.key.startsWith(`${prefix}resourcetag/`)) return [];
  const holds = holdsWhenAbsent(test);
  // A pattern may well mean more calls than carry the key; only where that denies them is it a mistake.
  const patterns = holds ? statement.actions : statement.actions.filter((pattern) => !hasWildcard(pattern));
  const lacking = [...new Set(patterns.flatMap(callsOf))].filter((call) => !carriedBy(call).has(test.key));
  const effectOn = (call: string): Mismatch['effect'] => {
    if (!holds) return 'never denied';
    return limits.freeRequest(call, {}) ? 'always holds' : 'denied';
  };
  return [...Map.groupBy(lacking, effectOn)].map(([effect, calls]) => ({
    statement: labelOf(statement),
    key: test.written.key,
    calls,
    effect,
  }));
};

/** Where policies test a key of SageMaker for a call that the key is not in the table of. [service reference] */
export const mismatchedKeys = (inForce: InForce): readonly Mismatch[] => {
  const limits = limitsOf(inForce);
  return limits.statements.flatMap((statement) =>
    statement.effect === 'Deny' && !statement.notAction
      ? statement.tests.flatMap((test) => mismatchesOf(test, statement, limits))
      : [],
  );
};
