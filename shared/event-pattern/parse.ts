import { wantedBy, type Wanted } from './expressions.ts';
import { InvalidPattern, refuse } from './invalid.ts';
import { isList, isObject } from './values.ts';

/** What a pattern asks of the field at the end of a path. */
export interface Constraint extends Wanted {
  steps: readonly string[];
}

/** An event pattern, read: it matches what fulfils every constraint of one of its alternatives. */
export interface EventPattern {
  alternatives: readonly (readonly Constraint[])[];
}

/** Characters a pattern may have: the quota of a rule, and what it can be raised to. [EventBridge quotas; API model] */
export const patternQuota = 2_048;
export const longestPattern = 4_096;

/** Into how many alternatives the `$or` of a pattern may multiply. [EventBridge, event pattern operators] */
const mostCombinations = 1_000;

/** Field names that make a `$or` an ordinary field: operators there are, and those that are kept for later. [event-ruler] */
const reserved = new Set(
  (
    'exactly prefix suffix equals-ignore-case wildcard anything-but exists numeric cidr = < <= > >= regex not-wildcard ' +
    'not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range ' +
    'ip-address-in-range ip-address-not-in-range'
  ).split(' '),
);

/** By path; a path that stands twice is asked for what it says last. [event-ruler] */
type Alternative = Map<string, Constraint>;
type Members = Readonly<Record<string, unknown>>;

const combinationsIn = (value: unknown): number => {
  if (!isObject(value)) return 1;
  return Object.entries(value).reduce((product, [name, inner]) => {
    if (name !== '$or' || !isList(inner)) return product * combinationsIn(inner);
    return inner.reduce<number>((sum, branch) => sum * combinationsIn(branch), product * Math.max(inner.length, 1));
  }, 1);
};

/** Where in the pattern we are. */
interface Where {
  path: readonly string[];
  /** `$or` is the operator; otherwise a field that happens to be called so. */
  knowsOr: boolean;
  isInsideOr: boolean;
}

const branched = (branches: unknown, before: readonly Alternative[], where: Where): Alternative[] => {
  if (!isList(branches) || branches.length < 2 || !branches.every(isObject)) {
    return refuse('$or takes a list of at least two objects');
  }
  return branches.flatMap((branch) =>
    extended(
      branch,
      before.map((alternative) => new Map(alternative)),
      { ...where, isInsideOr: true },
    ),
  );
};

const extended = (object: Members, before: Alternative[], where: Where): Alternative[] => {
  const { path, knowsOr, isInsideOr } = where;
  const entries = Object.entries(object);
  if (entries.length === 0) return refuse(`an empty object ${path.length > 0 ? `in ${path.join('.')}` : 'as pattern'}`);
  let alternatives = before;
  for (const [name, value] of entries) {
    if (name === '$or' && knowsOr) {
      alternatives = branched(value, alternatives, where);
      continue;
    }
    const own = [...path, name];
    if (isInsideOr && reserved.has(name)) return refuse(`${name} cannot be a field within $or`);
    if (isObject(value)) alternatives = extended(value, alternatives, { ...where, path: own });
    else if (isList(value)) {
      const key = own.join('.');
      const constraint = { ...wantedAt(key, value), steps: key.split('.') };
      for (const alternative of alternatives) alternative.set(key, constraint);
    } else return refuse(`${own.join('.')} is neither a list of values nor an object`);
  }
  return alternatives;
};

const wantedAt = (path: string, values: readonly unknown[]): Wanted => {
  try {
    return wantedBy(values);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    return refuse(`${path}: ${error.message}`);
  }
};

const compiled = (pattern: unknown, knowsOr: boolean): EventPattern => {
  if (!isObject(pattern)) return refuse('the pattern is no object');
  const alternatives = extended(pattern, [new Map()], { path: [], knowsOr, isInsideOr: false });
  return { alternatives: alternatives.map((alternative) => [...alternative.values()]) };
};

const valueIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('the pattern is not JSON');
  }
};

const read = (text: string): EventPattern => {
  if (text.length > longestPattern) return refuse(`the pattern is longer than ${longestPattern} characters`);
  const value = valueIn(text);
  if (combinationsIn(value) > mostCombinations) {
    return refuse(`the $or of the pattern multiply into more than ${mostCombinations} combinations`);
  }
  try {
    return compiled(value, true);
  } catch (error) {
    // What is no `$or` may still be a field of that name.
    if (!(error instanceof InvalidPattern) || !text.includes('$or')) throw error;
    try {
      return compiled(value, false);
    } catch {
      throw error;
    }
  }
};

/**
 * Reads an event pattern as EventBridge does, or says why it is none. Of two members of one name the last counts, as in
 * any JSON. Numbers are those that JavaScript reads: beyond 16 digits they are rounded, which EventBridge does not do.
 */
export const parsePattern = (text: string): { pattern: EventPattern } | { invalid: string } => {
  try {
    return { pattern: read(text) };
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    return { invalid: error.message };
  }
};
