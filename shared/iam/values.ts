import { blockOf, contains } from './addresses.ts';
import { dateOf } from './dates.ts';
import type { Comparison, Test } from './document.ts';
import { effort } from './effort.ts';
import { literalMark, literalStar, matches } from './patterns.ts';

/** The keys of a request by their names in small letters; a key that is not there is absent. */
export type Context = ReadonlyMap<string, readonly string[]>;

const literal = (text: string): string => text.replaceAll('*', literalStar).replaceAll('?', literalMark);

const variable = /\$\{([^{}]*)\}/g;

/**
 * A text with its policy variables put in as what they stand for, which is never a wildcard: `${*}`, `${?}` and `${$}` are
 * characters; `${key, 'default'}` is the default where the key is absent. Undefined where a variable has no value: such a
 * text equals nothing and is like nothing.
 */
export const substituted = (text: string, context: Context): string | undefined => {
  effort(text.length >> 1);
  let missing = false;
  const result = text.replace(variable, (_, inside: string) => {
    if (inside === '*') return literalStar;
    if (inside === '?') return literalMark;
    if (inside === '$') return '$';
    const comma = inside.indexOf(',');
    const key = (comma < 0 ? inside : inside.slice(0, comma)).trim().toLowerCase();
    const values = context.get(key);
    if (values?.length === 1) return literal(values[0] ?? '');
    const otherwise = comma < 0 ? undefined : /^\s*'(.*)'\s*$/s.exec(inside.slice(comma + 1));
    if (!values && otherwise) return literal(otherwise[1] ?? '');
    missing = true;
    return '';
  });
  return missing ? undefined : result;
};

/** The keys of a text's policy variables, in small letters. */
export const variablesIn = (text: string): readonly string[] => {
  effort(text.length >> 1);
  return [...new Set(variableKeys(text))];
};

const variableKeys = (text: string): readonly string[] =>
  [...text.matchAll(variable)].flatMap(([, inside = '']) => {
    const key = (inside.split(',')[0] ?? '').trim().toLowerCase();
    return key === '*' || key === '?' || key === '$' ? [] : [key];
  });

/** A text with the characters that `${*}` and `${?}` stand for. */
export const unescaped = (text: string): string => text.replaceAll(literalStar, '*').replaceAll(literalMark, '?');

/** The six fields of an ARN: what follows the fifth colon is one. */
export const arnFields = (arn: string): string[] => {
  const fields: string[] = [];
  let start = 0;
  for (let count = 0; count < 5; count++) {
    const end = arn.indexOf(':', start);
    if (end < 0) break;
    fields.push(arn.slice(start, end));
    start = end + 1;
  }
  return [...fields, arn.slice(start)];
};

/** ArnLike, which ArnEquals is too: each of the six fields is a pattern by itself. A pattern of stars is any ARN. */
export const arnMatches = (pattern: string, arn: string): boolean => {
  if (/^\*+$/.test(pattern)) return true;
  const wanted = arnFields(pattern);
  const given = arnFields(arn);
  return wanted.length === 6 && given.length === 6 && wanted.every((field, at) => matches(field, given[at] ?? ''));
};

const numbers = (pattern: string, value: string, holds: (given: number, wanted: number) => boolean): boolean => {
  const wanted = pattern.trim() === '' ? NaN : Number(pattern);
  const given = value.trim() === '' ? NaN : Number(value);
  return Number.isFinite(wanted) && Number.isFinite(given) && holds(given, wanted);
};

const dates = (pattern: string, value: string, holds: (given: number, wanted: number) => boolean): boolean => {
  const wanted = dateOf(pattern);
  const given = dateOf(value);
  return wanted !== undefined && given !== undefined && holds(given, wanted);
};

const inBlock = (pattern: string, value: string): boolean => {
  const block = blockOf(pattern);
  const address = blockOf(value);
  return block !== undefined && address !== undefined && contains(block, address);
};

type Comparer = (pattern: string, value: string) => boolean;

const comparers: Readonly<Record<Exclude<Comparison, 'null'>, Comparer>> = {
  string: (pattern, value) => unescaped(pattern) === value,
  'string-ignoring-case': (pattern, value) => unescaped(pattern).toLowerCase() === value.toLowerCase(),
  'string-like': matches,
  number: (pattern, value) => numbers(pattern, value, (given, wanted) => given === wanted),
  'number-less': (pattern, value) => numbers(pattern, value, (given, wanted) => given < wanted),
  'number-less-or-same': (pattern, value) => numbers(pattern, value, (given, wanted) => given <= wanted),
  'number-greater': (pattern, value) => numbers(pattern, value, (given, wanted) => given > wanted),
  'number-greater-or-same': (pattern, value) => numbers(pattern, value, (given, wanted) => given >= wanted),
  date: (pattern, value) => dates(pattern, value, (given, wanted) => given === wanted),
  'date-less': (pattern, value) => dates(pattern, value, (given, wanted) => given < wanted),
  'date-less-or-same': (pattern, value) => dates(pattern, value, (given, wanted) => given <= wanted),
  'date-greater': (pattern, value) => dates(pattern, value, (given, wanted) => given > wanted),
  'date-greater-or-same': (pattern, value) => dates(pattern, value, (given, wanted) => given >= wanted),
  bool: (pattern, value) => pattern.toLowerCase() === value.toLowerCase(),
  binary: (pattern, value) => pattern === value,
  address: inBlock,
  arn: arnMatches,
};

const noneAbsent = (test: Test): boolean => {
  const { comparison, ifExists, set, negated } = test.operator;
  if (comparison === 'null') return test.values.some((value) => value.toLowerCase() === 'true');
  if (ifExists || set === 'all') return true;
  return set === undefined && negated;
};

/**
 * What a test says of a request without its key: a positive operator false, a negated one true, `…IfExists` and
 * `ForAllValues` true, `ForAnyValue` false; `Null` is about just that.
 */
export const holdsWhenAbsent = noneAbsent;

/** Whether a test holds for the values of its key, which is in the request. */
const holdsFor = ({ operator, values, variables }: Test, given: readonly string[], context: Context): boolean => {
  const { comparison, negated, set } = operator;
  if (comparison === 'null') return values.some((value) => value.toLowerCase() === 'false');
  effort(values.length);
  const compare = comparers[comparison];
  const meets = (value: string): boolean =>
    values.some((pattern) => {
      const text = variables ? substituted(pattern, context) : pattern;
      return text !== undefined && compare(text, value);
    });
  // Values are alternatives; of a negated operator none of them may match.
  if (set === 'all') return given.every((value) => meets(value) !== negated);
  if (set === 'any') return given.some((value) => meets(value) !== negated);
  return given.some(meets) !== negated;
};

/** Whether a test holds in a request. An empty list of values is an absent key. [IAM, multivalued context keys] */
export const holds = (test: Test, context: Context): boolean => {
  const given = context.get(test.key);
  return given === undefined || given.length === 0 ? noneAbsent(test) : holdsFor(test, given, context);
};
