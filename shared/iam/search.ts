import { decideLayers, aboutAction, aboutResource, type Layers } from './decide.ts';
import type { Test, Statement } from './document.ts';
import { someValue, type Option } from './options.ts';
import type { Persona } from './persona.ts';
import { isAbout } from './principal.ts';
import { holds, variablesIn, type Context } from './values.ts';

/** How much trying an analysis may still do, so that a hostile policy ends in time with an honest "not decided". */
export interface Budget {
  left: number;
}

/** Takes from a budget; false when nothing is left. */
export const spend = (budget: Budget, amount: number): boolean => {
  budget.left -= amount;
  return budget.left > 0;
};

/** Every statement that could deny a request, by layer: all of them together. */
export const deniesOf = ({ identity = [], resource = [], boundary = [], scps }: Layers): readonly Statement[] =>
  [identity, resource, boundary, ...scps].flatMap((layer) => layer.filter(({ effect }) => effect === 'Deny'));

/** What is tried: a call, and the tests that have to hold for the statement that is to allow it. */
export interface Attempt {
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

/** Options less those that make more tests of Denies hold than another does: a Deny that holds less never hurts. */
const undominated = (
  options: readonly Option[],
  key: string,
  denying: readonly Test[],
  context: Map<string, readonly string[]>,
) => {
  const kept: { option: Option; held: readonly boolean[] }[] = [];
  for (const option of options) {
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
 * A context in which the layers allow an attempt, if there is one: each key is tried with every sort of value that the tests
 * on it tell apart. Exact but for keys that variables tie together beyond one value each.
 */
export const contextThatAllows = (
  { action, resource, persona, must, bound }: Attempt,
  layers: Layers,
  { denies, account, budget }: { denies: readonly Statement[]; account: string | undefined; budget: Budget },
): Context | undefined => {
  const context = new Map<string, readonly string[]>();
  for (const [key, option] of persona.fixed) if (option) context.set(key, option);
  for (const [key, value] of bound ?? []) if (!persona.fixed.has(key)) context.set(key, [value]);
  const isFixed = (key: string) => persona.fixed.has(key) || bound?.has(key) === true;
  for (const test of must) {
    if (isFixed(test.key) && !test.variables && !holds(test, context)) return undefined;
  }
  if (!spend(budget, 1 + denies.length)) return undefined;
  const denying = denies.filter(
    (deny) =>
      aboutAction(deny, action) &&
      isAbout(deny, persona.caller) &&
      (deny.variables || aboutResource(deny, resource, context)),
  );
  const denyingTests = denying.flatMap(({ tests }) => tests);
  if (denying.some(({ tests, variables }) => tests.length === 0 && !variables)) return undefined;
  const all = [...must, ...denyingTests];
  const tied = new Set(all.flatMap((test) => (test.variables ? [...keysIn([test])] : [])));
  const domains: [string, readonly Option[]][] = [];
  for (const key of keysIn(all)) {
    if (isFixed(key)) continue;
    const about = all.filter((test) => test.key === key);
    const wanted = must.filter((test) => test.key === key && !test.variables);
    const given = [...persona.options(key, about, context), ...(tied.has(key) ? [[someValue]] : [])];
    const fitting = given.filter((option) => {
      if (option) context.set(key, option);
      else context.delete(key);
      return wanted.every((test) => holds(test, context));
    });
    context.delete(key);
    if (!spend(budget, given.length * about.length) || fitting.length === 0) return undefined;
    domains.push([
      key,
      tied.has(key)
        ? fitting
        : undominated(
            fitting,
            key,
            denyingTests.filter((test) => test.key === key),
            context,
          ),
    ]);
  }
  const caller = persona.caller;
  const tryFrom = (at: number): boolean => {
    const domain = domains[at];
    if (!domain) {
      if (!spend(budget, 4 + all.length)) return false;
      return (
        must.every((test) => holds(test, context)) &&
        decideLayers(layers, { action, resource, caller, context }, account) === 'allowed'
      );
    }
    const [key, options] = domain;
    for (const option of options) {
      if (option) context.set(key, option);
      else context.delete(key);
      if (tryFrom(at + 1)) return true;
      if (budget.left <= 0) return false;
    }
    return false;
  };
  return tryFrom(0) ? context : undefined;
};
