import { arnMatches, matches, within } from './matching.ts';
import type { Said } from './universe.ts';

export type Conditions = Readonly<
  Record<string, Readonly<Record<string, string | boolean | readonly (string | boolean)[]>>>
>;

type Comparison = (policy: string, request: string) => boolean;

/** What each operator compares, by its name in small letters without its negation. */
const comparisons: Readonly<Record<string, Comparison>> = {
  stringequals: (policy, request) => policy === request,
  stringequalsignorecase: (policy, request) => policy.toLowerCase() === request.toLowerCase(),
  stringlike: matches,
  arnequals: arnMatches,
  arnlike: arnMatches,
  bool: (policy, request) => policy.toLowerCase() === request.toLowerCase(),
  ipaddress: within,
  datelessthan: (policy, request) => Date.parse(request) < Date.parse(policy),
  dategreaterthan: (policy, request) => Date.parse(request) > Date.parse(policy),
};

const negations: Readonly<Record<string, string>> = {
  stringnotequals: 'stringequals',
  stringnotequalsignorecase: 'stringequalsignorecase',
  stringnotlike: 'stringlike',
  arnnotequals: 'arnequals',
  arnnotlike: 'arnlike',
  notipaddress: 'ipaddress',
};

/** One operator, one key. Values of the policy are alternatives; negated, none of them may hold. */
const met = (operator: string, values: readonly string[], said: Said): boolean => {
  let name = operator.toLowerCase();
  if (name === 'null') return values.some((value) => (value.toLowerCase() === 'true') === (said === undefined));
  const all = name.startsWith('forallvalues:');
  const any = name.startsWith('foranyvalue:');
  name = name.slice(name.indexOf(':') + 1);
  const ifExists = name.endsWith('ifexists');
  if (ifExists) name = name.slice(0, -'ifexists'.length);
  const positive = negations[name] ?? name;
  const negated = positive !== name;
  const compare = comparisons[positive];
  if (compare === undefined) throw new Error(`no such operator in this world: ${operator}`);

  if (said === undefined) return ifExists || all || (negated && !any);
  const holds = (one: string) => values.some((value) => compare(value, one)) !== negated;
  return all ? said.every(holds) : said.some(holds);
};

/** Whether all conditions of a statement hold. */
export const allMet = (conditions: Conditions, context: Readonly<Record<string, Said>>): boolean =>
  Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) =>
      met(operator, [values].flat().map(String), context[key.toLowerCase()]),
    ),
  );

/** The keys that conditions mention, in small letters. */
export const keysOf = (conditions: Conditions): string[] =>
  Object.values(conditions).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase()));
