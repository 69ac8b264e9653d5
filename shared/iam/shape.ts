import { actionNamed, type Action } from './actions.ts';
import { services } from './actions.ts';
import { blockOf } from './addresses.ts';
import { isKnownService, serviceOf } from './choices.ts';
import type { Statement, Test } from './document.ts';
import { knownActions, knownActionsBut } from './known-actions.ts';
import { covers, hasWildcard, matches } from './patterns.ts';
import { holds, holdsWhenAbsent } from './values.ts';
import { arnFields } from './values.ts';

/** A text of stars alone, in canonical form: everything. */
export const isStar = (pattern: string): boolean => pattern === '*';

/** Wildcards that leave out no action: `*`, `*:*`, `?*`. */
export const isAnyAction = (pattern: string): boolean =>
  pattern === '*' || (pattern.includes('*') && /^[*?:]+$/.test(pattern) && matches(pattern, 'a:b'));

/** The services all of whose actions a pattern means: `s3:*`, `sage*`. Empty for what means everything. */
export const wholeServices = (pattern: string): readonly string[] => {
  if (!pattern.endsWith('*') || isAnyAction(pattern)) return [];
  const colon = pattern.indexOf(':');
  if (colon >= 0 && !/^\*+$/.test(pattern.slice(colon + 1))) return [];
  const service = colon < 0 ? pattern : pattern.slice(0, colon);
  if (colon >= 0 && !hasWildcard(service)) return [service];
  return services.filter((each) => covers(pattern, `${each}:*`));
};

/** Calls that AWS takes with and without a resource: a star for them is right. */
const goWithout = new Set(['cloudwatch:putmetricdata']);

const takesResource = ({ name, level, resource }: Action): boolean => {
  if (resource !== 'optional') return resource === 'required';
  if (name.startsWith('sagemaker:') || goWithout.has(name.toLowerCase())) return false;
  return level !== 'List' || name.startsWith('s3:');
};

const avoidable = new Map<string, string | undefined>();

const avoidableIn = (pattern: string): string | undefined => {
  const service = serviceOf(pattern);
  if (service === undefined || isKnownService(service)) {
    const found = hasWildcard(pattern) ? knownActions(pattern) : [actionNamed(pattern)?.name ?? pattern];
    return found.find((name) => {
      const action = actionNamed(name);
      return action !== undefined && takesResource(action);
    });
  }
  // Of services outside the table only the shape of the name is known: lists take no resource.
  return /:(list|describe|search|getaccount)/.test(pattern) ? undefined : pattern;
};

/** An action that a pattern means and that could be granted on less than everything. */
export const avoidableAction = (pattern: string): string | undefined => {
  if (avoidable.has(pattern)) return avoidable.get(pattern);
  const found = avoidableIn(pattern);
  if (pattern.length > 256) return found;
  if (avoidable.size > 20_000) avoidable.clear();
  avoidable.set(pattern, found);
  return found;
};

/** The same for all but some actions. */
export const avoidableBut = (patterns: readonly string[]): string | undefined =>
  knownActionsBut(patterns).find((name) => {
    const action = actionNamed(name);
    return action !== undefined && takesResource(action);
  });

/** Whether AWS knows no action of this name or pattern, as far as our table reaches. */
export const isUnknownAction = (pattern: string): boolean =>
  isKnownService(serviceOf(pattern)) &&
  (hasWildcard(pattern) ? knownActions(pattern).length === 0 : actionNamed(pattern) === undefined);

const timeKey = /^aws:(currenttime|epochtime)$/;

/** Keys that every signed request of a principal has. */
const everPresent =
  /^aws:(principalarn|principalaccount|principaltype|userid|requestedregion|securetransport|useragent|currenttime|epochtime)$/;

const wholeInternet = (values: readonly string[]): boolean =>
  values.some((value) => {
    const block = blockOf(value);
    return block !== undefined && block.family === 4 && block.last - block.first === 0xffffffffn;
  });

/** Whether a test holds in every request, so that it restricts nothing: a time long past, `Like "*"`, the whole internet. */
export const alwaysHolds = (test: Test, now: number): boolean => {
  const { operator, key, values } = test;
  if (timeKey.test(key)) return holds(test, new Map([[key, [new Date(now).toISOString()]]]));
  if (operator.comparison === 'null') {
    const wanted = new Set(values.map((value) => value.toLowerCase()));
    return (wanted.has('true') && wanted.has('false')) || (everPresent.test(key) && wanted.has('false'));
  }
  if (operator.negated) return false;
  const anyValue =
    ((operator.comparison === 'string-like' || operator.comparison === 'arn') &&
      values.some((value) => /^\*+$/.test(value))) ||
    (operator.comparison === 'bool' &&
      ['true', 'false'].every((each) => values.some((value) => value.toLowerCase() === each)));
  if (operator.comparison === 'address' && key === 'aws:sourceip') return wholeInternet(values);
  return anyValue && (holdsWhenAbsent(test) || everPresent.test(key));
};

/** Whether a test can hold in no request from now on: a window that is past, values that cannot be. */
export const neverHolds = (test: Test, now: number): boolean => {
  if (timeKey.test(test.key)) return !holds(test, new Map([[test.key, [new Date(now).toISOString()]]]));
  return test.values.length === 0 && !holdsWhenAbsent(test) && !test.operator.negated;
};

/** The statements that can still take part: those whose time is past left out. */
export const live = (statements: readonly Statement[], now: number): readonly Statement[] =>
  statements.filter(({ tests }) => !tests.some((test) => neverHolds(test, now)));

/** Whether a resource pattern leaves out no resource that has an ARN: `*`, `arn:*`, `arn:aws:*:*:*:*`. */
export const isAnyResource = (pattern: string): boolean => {
  if (isStar(pattern)) return true;
  if (!/^(\*|\?|arn)/.test(pattern)) return false;
  const fields = arnFields(pattern);
  return (
    pattern.endsWith('*') &&
    (fields[0] === 'arn' || isStar(fields[0] ?? '')) &&
    fields.slice(1).every((field, at) => /^\*+$/.test(field) || (at === 0 && field === 'aws'))
  );
};

/** Whether a resource pattern is all there is of a service: everything, or `arn:aws:s3:::*`. */
export const isAnyResourceOf = (pattern: string, service: string): boolean => {
  if (isAnyResource(pattern)) return true;
  const fields = arnFields(pattern);
  if (fields.length < 3) return false;
  const [, , named = '', ...rest] = fields;
  return (named === service || isStar(named)) && pattern.endsWith('*') && rest.every((field) => /^[*:/]*$/.test(field));
};
