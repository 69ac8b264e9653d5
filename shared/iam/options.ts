import { strangersAddresses } from './addresses.ts';
import { arnsShared, spelledOut } from './arn.ts';
import { dateOf } from './dates.ts';
import type { Test } from './document.ts';
import { effort } from './effort.ts';
import { filled, hasWildcard, literalMark, literalStar, matches, shared } from './patterns.ts';
import { substituted, unescaped, variablesIn, type Context } from './values.ts';

/** What a key of a request may be: a list of values, or absent. */
export type Option = readonly string[] | undefined;

/** What stands for a variable's value where nothing says what it is. */
export const someValue = 'zq';

const escaped = new RegExp(`[${literalStar}${literalMark}]`);

/** A value of a test with its variables put in: as known, or as some value. */
const resolved = (value: string, variables: boolean, context: Context): string => {
  if (!variables || !value.includes('${')) return value;
  const assumed = new Map(context);
  for (const key of variablesIn(value)) if (!assumed.has(key)) assumed.set(key, [someValue]);
  const text = substituted(value, assumed) ?? value;
  return escaped.test(text) ? unescaped(text) : text;
};

/** The texts that tests compare a key with, and how: exact ones, patterns. */
const comparedWith = (tests: readonly Test[], context: Context): { value: string; pattern: boolean }[] =>
  tests.flatMap(({ operator: { comparison }, values, variables }) =>
    comparison === 'null'
      ? []
      : values.map((value) => ({
          value: resolved(value, variables, context),
          pattern: comparison === 'string-like' || comparison === 'arn',
        })),
  );

const mostShared = 24;
const mostMarks = 200;

const mostSparing = 8;

/**
 * Texts that every positive test on a key would let through, as patterns, and those that negated tests name among them: what a
 * Deny spares. A variable may be anything there. None: there are not two tests.
 */
const sharedByAll = (tests: readonly Test[]): readonly string[] => {
  const texts = tests.filter(({ operator: { comparison } }) => /^(string|string-like|arn)$/.test(comparison));
  const positive = texts.filter(({ operator }) => !operator.negated);
  const sparing = texts.filter(({ operator }) => operator.negated).slice(0, mostSparing);
  const groups = [
    positive,
    ...sparing.map((test) => [...positive, test]),
    ...(sparing.length > 1 ? [[...positive, ...sparing]] : []),
  ];
  return groups.flatMap((group) => (group.length < 2 ? [] : namedByAll(group)));
};

const namedByAll = (tests: readonly Test[]): readonly string[] =>
  tests.reduce<readonly string[]>(
    (before, { values }) => {
      effort(before.length * values.length);
      return before
        .flatMap((each) => values.flatMap((value) => shared(each, value.replaceAll(/\$\{[^{}*?$]+\}/g, '*')) ?? []))
        .slice(0, mostShared);
    },
    ['*'],
  );

const aroundNumber = (value: string): string[] => {
  const number = Number(value);
  return Number.isFinite(number) ? [value, String(number - 1), String(number + 1)] : [];
};

const day = 86_400_000;

const aroundDate = (value: string): string[] => {
  const moment = dateOf(value);
  return moment === undefined ? [] : [moment, moment - day, moment + day].map((each) => new Date(each).toISOString());
};

/** Keys by which AWS says who calls: no name it gives has a star or a question mark in it. */
const named = /^aws:(userid|principal(?!tag))/;

/** Whether a key can have a value, letter by letter. */
const canBe = (key: string, value: string): boolean => !hasWildcard(value) || !named.test(key);

/** Global keys that have several values; all others, and those of IAM, STS and S3, have one. [IAM, condition context keys] */
const severalOf =
  /^s3:requestobjecttagkeys$|^aws:(principalorgpaths|sourceorgpaths|vpceorgpaths|resourceorgpaths|tagkeys|calledvia|principalservicenameslist)$/;

/** Whether a key of a request may have several values. */
export const mayHaveSeveral = (key: string): boolean => !/^(aws|iam|sts|s3):/.test(key) || severalOf.test(key);

/** Texts that patterns which are to match nothing leave: nothing at all, something short, and what is just too short or too long. */
const unlike = (tests: readonly Test[]): readonly string[] => [
  '',
  'q',
  '7',
  ...tests.flatMap(({ values }) => {
    const lengths = values.flatMap((value) => (/^[*?]*\?[*?]*$/.test(value) ? value.replaceAll('*', '').length : []));
    return lengths.flatMap((length) => [
      '7'.repeat(Math.min(length - 1, mostMarks)),
      '7'.repeat(Math.min(length + 1, mostMarks)),
    ]);
  }),
];

const freeValues = (tests: readonly Test[], context: Context): Set<string> => {
  const found = new Set<string>();
  const add = (...values: string[]) => values.forEach((value) => found.add(value));
  for (const test of tests) {
    const { comparison } = test.operator;
    effort(10 * test.values.length);
    for (const written of test.values) {
      const value = resolved(written, test.variables, context);
      if (comparison === 'string-like' || comparison === 'arn') add(filled(value, someValue), filled(value, ''));
      else if (comparison === 'string-ignoring-case' && canBe(test.key, value)) add(value, value.toLowerCase());
      else if (comparison.startsWith('number')) add(...aroundNumber(value));
      else if (comparison.startsWith('date')) add(...aroundDate(value));
      else if (comparison === 'bool') add('true', 'false');
      else if (comparison !== 'null' && comparison !== 'address' && canBe(test.key, value)) add(value);
    }
  }
  for (const pattern of sharedByAll(tests)) add(filled(pattern, someValue), filled(pattern, ''));
  const blocks = tests.filter(({ operator }) => operator.comparison === 'address').map(({ values }) => values);
  if (blocks.length > 0) add(...blocks.flatMap((list) => list.map((block) => block.split('/')[0] ?? '')));
  if (blocks.length > 0) add(...strangersAddresses(blocks, true));
  if (tests.some(({ operator }) => operator.comparison.startsWith('arn'))) {
    add('arn:aws:iam::111122223333:role/zq-other');
  }
  if (tests.some(({ operator }) => operator.comparison === 'string-like')) add(...unlike(tests));
  // What is compared as true or false, or as an address, is nothing else.
  if (!tests.some(({ operator: { comparison } }) => comparison === 'bool' || comparison === 'address')) add('zq-other');
  return found;
};

/** Several values at once, where operators of sets look at the key: pairs of the first, and all of them. */
export const severalFrom = (list: readonly string[], tests: readonly Test[]): Option[] => {
  if (list.length < 2 || !tests.some(({ operator, key }) => operator.set !== undefined && mayHaveSeveral(key)))
    return [];
  const first = list.slice(0, 8);
  return [...first.flatMap((one) => first.flatMap((other) => (one < other ? [[one, other]] : []))), list];
};

/** Single values, and, where operators of sets look at the key, several at once. */
export const optionsFrom = (values: Iterable<string>, tests: readonly Test[], absent: boolean): Option[] => {
  const list = [...values];
  return [...list.map((value) => [value]), ...severalFrom(list, tests), ...(absent ? [undefined] : [])];
};

/** What a key may be that the caller is free to choose, or that does not tell callers apart. */
export const freeOptions = (tests: readonly Test[], context: Context): Option[] =>
  optionsFrom(freeValues(tests, context), tests, true);

/** What a key may be whose values have to look like one of some templates: exact texts are kept, patterns narrowed. */
export const templateOptions = (
  templates: readonly string[],
  tests: readonly Test[],
  { absent, context, onlyPatterns = false }: { absent: boolean; context: Context; onlyPatterns?: boolean },
): Option[] => {
  const found = new Set<string>();
  for (const template of templates) {
    found.add(filled(spelledOut(template), someValue));
    const together = sharedByAll(tests).map((value) => ({ value, pattern: true }));
    for (const { value, pattern } of [...comparedWith(tests, context), ...together]) {
      effort(2);
      if (!pattern || !hasWildcard(value)) {
        if (!onlyPatterns && !hasWildcard(value) && matches(template, value)) found.add(value);
        continue;
      }
      // A star of an ARN's pattern that reached beyond its field would be no ARN of the template.
      const both = template.startsWith('arn:') ? arnsShared(value, template) : [shared(value, template)];
      for (const each of both) if (each !== undefined) found.add(filled(spelledOut(each), someValue));
    }
  }
  return optionsFrom(found, tests, absent);
};

/** Texts of positive tests: what they name. */
export const namedBy = (tests: readonly Test[]): readonly string[] =>
  tests.flatMap(({ operator, values }) => (operator.negated || operator.comparison === 'null' ? [] : values));
