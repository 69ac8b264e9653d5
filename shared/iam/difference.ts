import { actionNamed } from './actions.ts';
import type { PolicyKind } from './analysis.ts';
import { isKnownService, serviceOf } from './choices.ts';
import { aboutAction } from './decide.ts';
import type { Document, Statement } from './document.ts';
import { effort, withEffort } from './effort.ts';
import { knownActions, knownActionsBut } from './known-actions.ts';
import { byLevel, type KnownLevel } from './levels.ts';
import { covers, hasWildcard, shared } from './patterns.ts';
import { isUnreadable, readDocument, reasonText } from './read.ts';
import { alwaysHolds, live } from './shape.ts';

/** Actions of one access level that one version grants on a resource and the other does not. */
export interface GrantChange {
  level: KnownLevel;
  service: string;
  /** In AWS's spelling; a pattern where the service is not in our table. */
  actions: readonly string[];
  /** A pattern; `all but …` of a NotResource; empty where the policy names no resource. */
  resource: string;
  /** Who gets it, in policies of resources. */
  principal: string;
  /** The conditions it is bound to, as written. */
  conditions: readonly string[];
}

/** What a new version of a policy grants that the old one did not, and the reverse. */
export interface Difference {
  gained: readonly GrantChange[];
  lost: readonly GrantChange[];
}

interface Atom {
  action: string;
  resource: string;
  statement: Statement;
}

const namesOf = (pattern: string): readonly string[] => {
  const service = serviceOf(pattern);
  if (!hasWildcard(pattern)) return [actionNamed(pattern)?.name ?? pattern];
  if (isKnownService(service)) return knownActions(pattern);
  return service === undefined ? [...knownActions(pattern), pattern] : [pattern];
};

const actionsOf = (statement: Statement): ReadonlySet<string> =>
  new Set(statement.notAction ? knownActionsBut(statement.actions) : statement.actions.flatMap(namesOf));

const resourcesOf = ({ resources, notResource }: Statement): readonly string[] => {
  if (resources === undefined) return [''];
  return notResource ? [`all but ${resources.join(', ')}`] : resources;
};

const principalOf = ({ principals, notPrincipals }: Statement): string => {
  const named = principals ?? notPrincipals;
  if (!named) return '';
  const list = [...named.aws, ...named.service, ...named.federated, ...named.canonical].toSorted().join(', ');
  return principals ? list : `all but ${list}`;
};

const conditionsOf = ({ tests }: Statement): readonly string[] =>
  tests.map(({ written, values }) => `${written.operator} ${written.key} ${values.join(' or ')}`).toSorted();

const samePrincipal = (wide: Statement, narrow: Statement): boolean =>
  wide.principals?.everyone === true || principalOf(wide) === principalOf(narrow);

const noStricter = (wide: Statement, narrow: Statement, now: number): boolean => {
  const narrower = new Set(conditionsOf(narrow));
  const tests = wide.tests.filter((test) => !alwaysHolds(test, now));
  return conditionsOf({ ...wide, tests }).every((condition) => narrower.has(condition));
};

const reaches = ({ resources, notResource }: Statement, resource: string): 'all' | 'some' | 'none' => {
  if (resources === undefined) return 'all';
  if (notResource) {
    if (resource === `all but ${resources.join(', ')}`) return 'all';
    return resources.some((each) => covers(each, resource))
      ? 'none'
      : resources.some((each) => shared(each, resource) !== undefined)
        ? 'some'
        : 'all';
  }
  if (resource.startsWith('all but ')) return resources.includes('*') ? 'all' : 'some';
  if (resources.some((each) => covers(each, resource))) return 'all';
  return resources.some((each) => shared(each, resource) !== undefined) ? 'some' : 'none';
};

const textOf = (statement: Statement): string =>
  JSON.stringify([principalOf(statement), statement.resources, statement.notResource, conditionsOf(statement)]);

/** What Denies of a document take from an atom: all of it, or the parts that these texts stand for. */
const takenFrom = ({ action, resource }: Atom, denies: readonly Statement[]): 'all' | ReadonlySet<string> => {
  const parts = new Set<string>();
  for (const deny of denies) {
    if (!aboutAction(deny, action.toLowerCase())) continue;
    const reach = reaches(deny, resource);
    const everyone = !deny.notPrincipals && (!deny.principals || deny.principals.everyone);
    if (reach === 'all' && deny.tests.length === 0 && everyone) return 'all';
    if (reach !== 'none') parts.add(textOf(deny));
  }
  return parts;
};

const grantedBy = (document: Document, atom: Atom, now: number): boolean =>
  live(document.statements, now).some(
    (statement) =>
      statement.effect === 'Allow' &&
      aboutAction(statement, atom.action.toLowerCase()) &&
      reaches(statement, atom.resource) === 'all' &&
      samePrincipal(statement, atom.statement) &&
      noStricter(statement, atom.statement, now),
  );

const deniesIn = (document: Document, now: number): readonly Statement[] =>
  live(document.statements, now).filter(({ effect }) => effect === 'Deny');

/** What one document grants and another does not. */
const beyond = (document: Document, other: Document, now: number): readonly GrantChange[] => {
  const own = deniesIn(document, now);
  const theirs = deniesIn(other, now);
  const groups = new Map<string, { change: GrantChange; actions: Set<string> }>();
  for (const statement of live(document.statements, now)) {
    if (statement.effect !== 'Allow') continue;
    for (const action of actionsOf(statement)) {
      for (const resource of resourcesOf(statement)) {
        effort(2);
        const atom = { action, resource, statement };
        const left = takenFrom(atom, own);
        if (left === 'all') continue;
        const leftThere = takenFrom(atom, theirs);
        const moreTaken = leftThere === 'all' || [...leftThere].some((part) => !left.has(part));
        if (grantedBy(other, atom, now) && !moreTaken) continue;
        const level = actionNamed(action)?.level ?? 'Unknown';
        const service = serviceOf(action) ?? '*';
        const [principal, conditions] = [principalOf(statement), conditionsOf(statement)];
        const key = JSON.stringify([level, service, resource, principal, conditions]);
        const group = groups.get(key) ?? {
          change: { level, service, actions: [], resource, principal, conditions },
          actions: new Set(),
        };
        group.actions.add(action);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()]
    .map(({ change, actions }) => ({ ...change, actions: [...actions].toSorted() }))
    .toSorted(byWeight);
};

const byWeight = (a: GrantChange, b: GrantChange): number =>
  byLevel(a, b) || (a.service < b.service ? -1 : a.service > b.service ? 1 : 0);

/** Comparisons that both ways together may take. */
const mostEffort = 4_000_000;

/** How two versions of a policy differ in what they grant, after Denies; or why that cannot be told. */
export const differenceOf = (
  older: unknown,
  newer: unknown,
  { kind, now }: { kind: PolicyKind; now: number },
): Difference | { reason: string } => {
  const before = readDocument(older, kind, 'the old version');
  if (isUnreadable(before)) return { reason: `the old version: ${reasonText(before)}` };
  const after = readDocument(newer, kind, 'the new version');
  if (isUnreadable(after)) return { reason: `the new version: ${reasonText(after)}` };
  return withEffort<Difference | { reason: string }>(
    mostEffort,
    () => ({ gained: beyond(after, before, now), lost: beyond(before, after, now) }),
    () => ({ reason: 'they are too large to be compared in time' }),
  );
};
