import { isKnownService, serviceOf } from './choices.ts';
import { aboutAction, aboutResource, applies, decideStatements, type Layers } from './decide.ts';
import type { Test, Statement } from './document.ts';
import { doubt, effort } from './effort.ts';
import { someValue, type Option } from './options.ts';
import type { Persona } from './persona.ts';
import { isAbout } from './principal.ts';
import { isBeyondTrying, withTiedValues } from './tied.ts';
import { holds, variablesIn, type Context } from './values.ts';

/** Every statement that could deny a request, by layer: all of them together. */
export const deniesOf = ({ identity = [], resource = [], boundary = [], scps }: Layers): readonly Statement[] =>
  [identity, resource, boundary, ...scps].flatMap((layer) => layer.filter(({ effect }) => effect === 'Deny'));

/** What is tried: a call, and the tests that have to hold for the statement that is to allow it. */
export interface Attempt {
  statement: Statement;
  action: string;
  resource: string;
  persona: Persona;
  must: readonly Test[];
  /** Keys that the resource's variables were given values for. */
  bound?: ReadonlyMap<string, string>;
}

const keysIn = (tests: readonly Test[]): Set<string> => {
  const keys = new Set<string>();
  for (const test of tests) {
    keys.add(test.key);
    if (test.variables) for (const value of test.values) for (const key of variablesIn(value)) keys.add(key);
  }
  return keys;
};

/** The keys that decide whether a statement is about a call of its actions. */
const keysOf = ({ tests, variables, resources = [] }: Statement): Set<string> =>
  new Set([...keysIn(tests), ...(variables ? resources.flatMap(variablesIn) : [])]);

/** Options less those that make more tests of Denies hold than another does: a Deny that holds less never hurts. */
const undominated = (
  options: readonly Option[],
  key: string,
  denying: readonly Test[],
  context: Map<string, readonly string[]>,
) => {
  const kept: { option: Option; held: readonly boolean[] }[] = [];
  for (const option of options) {
    effort(1 + kept.length);
    if (option) context.set(key, option);
    else context.delete(key);
    const held = denying.map((test) => holds(test, context));
    if (kept.some((other) => other.held.every((holding, at) => !holding || held[at]))) continue;
    kept.push({ option, held });
  }
  context.delete(key);
  return kept
    .filter(
      ({ held }, at) =>
        !kept.some((other, index) => index > at && other.held.every((holding, test) => !holding || held[test])),
    )
    .map(({ option }) => option);
};

/**
 * Whether a key may be so for a call: `aws:IsMcpServiceAction` is true for actions of MCP services alone, not for what those do
 * for their caller (AWS managed policy reference, AWSMcpServiceActionsFullAccess); no service whose actions we know is one.
 */
const canSay = (key: string, option: Option, action: string): boolean =>
  key !== 'aws:ismcpserviceaction' ||
  !option?.some((value) => /^true$/i.test(value)) ||
  !isKnownService(serviceOf(action));

/** The keys to be decided, each with the options that the tests which have to hold leave, best first. */
const domainsOf = (
  { persona, action, must, bound }: Attempt,
  denyingTests: readonly Test[],
  context: Map<string, readonly string[]>,
): [string, readonly Option[]][] | undefined => {
  const isFixed = (key: string) => persona.fixed.has(key) || bound?.has(key) === true;
  const all = [...must, ...denyingTests];
  const tied = new Set(all.flatMap((test) => (test.variables ? [...keysIn([test])] : [])));
  const byKey = Map.groupBy(all, ({ key }) => key);
  const wantedByKey = Map.groupBy(must, ({ key }) => key);
  const denyingByKey = Map.groupBy(denyingTests, ({ key }) => key);
  const fits = (key: string, alone = true) => {
    const wanted = (wantedByKey.get(key) ?? []).filter(
      ({ variables, operator }) => !variables && (alone || operator.set !== 'any'),
    );
    return (option: Option): boolean => {
      effort(1 + wanted.length);
      if (!canSay(key, option, action)) return false;
      if (option) context.set(key, option);
      else context.delete(key);
      const holding = wanted.every((test) => holds(test, context));
      context.delete(key);
      return holding;
    };
  };
  const given = new Map<string, readonly Option[]>();
  for (const key of keysIn(all)) {
    if (isFixed(key)) continue;
    effort(60);
    const options = [...persona.options(key, byKey.get(key) ?? [], context), ...(tied.has(key) ? [[someValue]] : [])];
    given.set(key, options.filter(fits(key)));
  }
  const isPossible = (key: string, value: string) => given.has(key) && fits(key, false)([value]);
  const ties = { must, denying: denyingTests, context, isPossible };
  const fitting = tied.size > 0 ? withTiedValues(given, ties) : given;
  const domains: [string, readonly Option[]][] = [];
  for (const [key, options] of fitting) {
    const left = tied.has(key) ? options.filter(fits(key)) : options;
    if (left.length === 0) return undefined;
    domains.push([key, tied.has(key) ? left : undominated(left, key, denyingByKey.get(key) ?? [], context)]);
  }
  return domains;
};

/** What has to hold, and can be looked at as soon as these keys are set. */
interface Early {
  keys: ReadonlySet<string>;
  holds(): boolean;
}

/** Sets keys to options until everything is decided and a check holds; keys with one option left cost no trying. */
const assigned = (
  domains: readonly [string, readonly Option[]][],
  context: Map<string, readonly string[]>,
  early: readonly Early[],
  check: () => boolean,
): boolean => {
  const put = (key: string, option: Option) => {
    if (option) context.set(key, option);
    else context.delete(key);
  };
  const open = domains.filter(([key, options]) => {
    if (options.length === 1) put(key, options[0]);
    return options.length > 1;
  });
  const tryFrom = (at: number): boolean => {
    const domain = open[at];
    if (!domain) return check();
    const [key, options] = domain;
    const settled = settledBy.get(at) ?? [];
    return options.some((option) => {
      effort(2 + settled.length);
      put(key, option);
      return settled.every(({ holds: still }) => still()) && tryFrom(at + 1);
    });
  };
  const places = new Map(open.map(([key], at) => [key, at]));
  const settledBy = Map.groupBy(early, ({ keys }) => Math.max(-1, ...[...keys].map((key) => places.get(key) ?? -1)));
  // So many that each has to be tried with all others are past trying.
  if (open.length > 500) effort(Infinity);
  return tryFrom(0);
};

const hasVariables = ({ variables }: Test): boolean => variables;

/** Whether variables tie keys to each other. */
const isTied = (must: readonly Test[], denying: readonly Statement[]): boolean =>
  must.some(hasVariables) || denying.some(({ tests }) => tests.some(hasVariables));

/**
 * Whether an attempt that was not found allowed may be it after all: variables tie keys in more ways than were tried, and
 * without what ties them it would be.
 */
const mayBeAllowed = (attempt: Attempt, denying: readonly Statement[], fixed: Context): boolean => {
  if (!isTied(attempt.must, denying)) return false;
  const denyingTests = denying.flatMap(({ tests }) => tests);
  const { action, resource, persona, bound = new Map<string, string>() } = attempt;
  const known = new Map<string, Option>([
    ...[...bound].map(([key, value]): [string, Option] => [key, [value]]),
    ...persona.fixed,
  ]);
  if (!isBeyondTrying({ must: attempt.must, denying: denyingTests }, known)) return false;
  const untied = ({ tests }: Statement) => !tests.some(hasVariables);
  const must = attempt.must.filter((test) => !hasVariables(test));
  const left = denying.filter(untied);
  const context = new Map(fixed);
  const domains = domainsOf(
    { ...attempt, must },
    left.flatMap(({ tests }) => tests),
    context,
  );
  const asked = { action, resource, caller: persona.caller, context };
  return (
    domains !== undefined &&
    assigned(
      domains,
      context,
      [],
      () => must.every((test) => holds(test, context)) && !left.some((deny) => applies(deny, asked)),
    )
  );
};

/**
 * A context in which an attempt is allowed, if there is one: each key is tried with every sort of value that the tests on it
 * tell apart. Where variables tie keys so that there may be more, and none was found, a doubt is left.
 */
export const contextThatAllows = (
  attempt: Attempt,
  { boundary, scps }: Layers,
  denies: readonly Statement[],
): Context | undefined => {
  const { statement, action, resource, persona, must, bound } = attempt;
  const { caller, fixed } = persona;
  const context = new Map<string, readonly string[]>();
  for (const [key, option] of fixed) if (option) context.set(key, option);
  for (const [key, value] of bound ?? []) if (!fixed.has(key)) context.set(key, [value]);
  const before = new Map(context);
  for (const test of must) {
    if ((fixed.has(test.key) || bound?.has(test.key) === true) && !test.variables && !holds(test, context)) {
      return undefined;
    }
  }
  effort(150 + 3 * denies.length);
  const denying = denies.filter(
    (deny) =>
      aboutAction(deny, action) && isAbout(deny, caller) && (deny.variables || aboutResource(deny, resource, context)),
  );
  if (denying.some(({ tests, variables }) => tests.length === 0 && !variables)) return undefined;
  const domains = domainsOf(
    attempt,
    denying.flatMap(({ tests }) => tests),
    context,
  );
  if (!domains) {
    if (mayBeAllowed(attempt, denying, before)) doubt();
    return undefined;
  }
  const asked = { action, resource, caller, context };
  const allowed = () => {
    effort(4 + denying.length);
    return (
      must.every((test) => holds(test, context)) &&
      applies(statement, asked) &&
      !denying.some((deny) => applies(deny, asked)) &&
      [...(boundary ? [boundary] : []), ...scps].every((layer) => decideStatements(layer, asked) === 'allowed')
    );
  };
  const early: readonly Early[] = isTied(must, denying)
    ? [
        ...must.filter(hasVariables).map((test) => ({ keys: keysIn([test]), holds: () => holds(test, context) })),
        ...denying.map((deny) => ({ keys: keysOf(deny), holds: () => !applies(deny, asked) })),
      ]
    : [];
  if (assigned(domains, context, early, allowed)) return context;
  if (mayBeAllowed(attempt, denying, before)) doubt();
  return undefined;
};
