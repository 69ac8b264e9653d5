import { actionMatches, globMatches } from './glob.ts';
import { keepsStrangersOut, meansStrangers } from './narrows.ts';
import { allows, denies, type Policy, type Statement } from './policy-document.ts';

const coversAll = (
  wide: readonly string[],
  narrow: readonly string[],
  matches: (pattern: string, text: string) => boolean,
): boolean => narrow.length > 0 && narrow.every((text) => wide.some((pattern) => matches(pattern, text)));

/** Whether a Deny for everyone takes from strangers all that an Allow gives them. */
const takesBack = (deny: Statement, allow: Statement): boolean =>
  deny.conditions.every(meansStrangers) &&
  coversAll(deny.actions, allow.actions, actionMatches) &&
  (coversAll(deny.resources, allow.resources, globMatches) || allow.resources.length + allow.notResources.length === 0);

const found = new WeakMap<Policy, readonly Statement[]>();

/**
 * The statements of a resource policy that let anybody in: they allow everyone, or everyone but some, no condition names
 * who may come, and no Deny keeps out everybody else. A Deny is weighed only where it covers the whole statement;
 * several that cover it together are not added up.
 */
export const publicStatements = (policy: Policy): readonly Statement[] => {
  const known = found.get(policy);
  if (known) return known;
  const denying = denies(policy).filter(({ principals }) => principals?.everyone === true);
  const statements = allows(policy).filter(
    (statement) =>
      (statement.principals?.everyone === true || statement.notPrincipals !== undefined) &&
      !statement.conditions.some(keepsStrangersOut) &&
      !denying.some((deny) => takesBack(deny, statement)),
  );
  found.set(policy, statements);
  return statements;
};
