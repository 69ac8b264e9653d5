import type { Statement } from './document.ts';
import { covers, shared } from './patterns.ts';
import { isAnyAction } from './shape.ts';

/** What a statement says, whatever it is called and wherever it stands. */
const meaning = ({ effect, actions, notAction, resources, notResource, principals, notPrincipals, tests }: Statement) =>
  JSON.stringify([effect, actions, notAction, resources, notResource, principals, notPrincipals, tests]);

/** What statements of one meaning have in common, told at a glance. */
const likeness = ({ effect, actions, resources, tests }: Statement): string =>
  `${effect} ${actions.length} ${actions[0]} ${resources?.length} ${resources?.[0]} ${tests.length}`;

/** Statements without those that say what another one says already: they change nothing, and cost as much. */
export const withoutRepeats = (statements: readonly Statement[]): readonly Statement[] => {
  if (statements.length < 2) return statements;
  const seen = new Map<string, Set<string> | Statement>();
  const isNew = (statement: Statement): boolean => {
    const key = likeness(statement);
    const like = seen.get(key);
    if (like === undefined) {
      seen.set(key, statement);
      return true;
    }
    const meanings = like instanceof Set ? like : new Set([meaning(like)]);
    seen.set(key, meanings);
    const said = meaning(statement);
    if (meanings.has(said)) return false;
    meanings.add(said);
    return true;
  };
  return statements.filter(isNew);
};

/** Whether a Deny is of every action, for everybody, always. */
const isOfAllActions = ({ actions, notAction, tests, principals, notPrincipals, variables }: Statement): boolean =>
  !notAction &&
  tests.length === 0 &&
  !variables &&
  notPrincipals === undefined &&
  (principals === undefined || principals.everyone) &&
  actions.some(isAnyAction);

/** Whether a Deny of all actions leaves nothing of what an Allow is about. */
const takesAll =
  ({ resources: [...denied] = [], notResource, resources }: Statement) =>
  (allow: Statement): boolean => {
    if (resources === undefined) return true;
    if (allow.resources === undefined || allow.notResource || allow.variables) return false;
    return allow.resources.every((given) =>
      notResource
        ? denied.every((spared) => shared(spared, given) === undefined)
        : denied.some((pattern) => covers(pattern, given)),
    );
  };

/** Allows without those that a Deny of all actions takes back wholly: nothing of them is worth looking for. */
export const notTakenWhole = (allows: readonly Statement[], denies: readonly Statement[]): readonly Statement[] => {
  const whole = denies.filter(isOfAllActions).map(takesAll);
  return whole.length === 0 ? allows : allows.filter((allow) => !whole.some((takes) => takes(allow)));
};
