import type { Test } from './document.ts';
import { effort } from './effort.ts';
import { someValue, type Option } from './options.ts';
import { filled } from './patterns.ts';
import { substituted, unescaped, variablesIn, type Context } from './values.ts';

/** What each key may be that nothing fixes. */
export type Options = ReadonlyMap<string, readonly Option[]>;

/** Values that each key is tried with for the others' sake, and texts that come of them together. */
const mostValues = 6;
const mostTexts = 24;

/** Keys that whoever calls or tags chooses: for those that tell callers apart a stranger has values of their own. */
const isChosen = (key: string): boolean =>
  /tags?\//.test(key) ||
  !/^(aws:|kms:(calleraccount|encryptioncontext:aws:)|s3:(dataaccesspoint|resourceaccount))/.test(key);

const single = (options: readonly Option[] = []): readonly string[] =>
  options.flatMap((option) => (option?.length === 1 ? option : []));

const valuesOf = (key: string, options: Options, context: Context): readonly string[] =>
  (context.get(key) ?? single(options.get(key))).slice(0, mostValues);

/** What a text with variables comes to, by what they may be. */
const textsOf = (value: string, options: Options, context: Context): readonly string[] => {
  const contexts = variablesIn(value).reduce<readonly Context[]>(
    (before, key) =>
      before
        .flatMap((each) => valuesOf(key, options, each).map((text) => new Map([...each, [key, [text]]])))
        .slice(0, mostTexts),
    [context],
  );
  effort(10 * contexts.length);
  return contexts.flatMap((each) => substituted(value, each) ?? []);
};

/** The variable of a text that has one, and what it has to be for the text to come to others: of `x-${key}` and `x-a`, `a`. */
const variableIn = (
  value: string,
  texts: readonly string[],
): { key: string; values: readonly string[] } | undefined => {
  const [, before = '', key, after = ''] = /^([^$]*)\$\{([^{},*?$]+)\}([^$]*)$/.exec(value) ?? [];
  if (key === undefined) return undefined;
  const [head, tail] = [filled(before, someValue), filled(after, someValue)];
  const fitting = texts.filter(
    (text) => text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail),
  );
  return {
    key: key.trim().toLowerCase(),
    values: fitting.map((text) => text.slice(head.length, text.length - tail.length)),
  };
};

/**
 * What keys may be where tests tie them to each other by variables: beside their own options what such a test comes to, and
 * what its only variable has to be for that (`aws:ResourceTag/team` equals `${aws:PrincipalTag/team}`, and is like `ml-*`).
 */
export const withTiedValues = (given: Options, tests: readonly Test[], context: Context): Options => {
  const tying = tests.filter(({ variables, operator }) => variables && operator.comparison !== 'null');
  const options = new Map(given);
  const add = (key: string, values: readonly string[]) => {
    const known = options.get(key);
    if (!known) return;
    const before = new Set(single(known));
    const further = [...new Set(values)].filter((value) => !before.has(value)).slice(0, mostTexts);
    if (further.length > 0) options.set(key, [...known, ...further.map((value) => [value])]);
  };
  // Tied one after the other, in whatever order they are written.
  for (const { key, operator, values } of [...tying, ...tying.toReversed()]) {
    const isPattern = operator.comparison === 'string-like' || operator.comparison === 'arn';
    for (const value of values) {
      const one = variableIn(value, valuesOf(key, options, context));
      if (one && (isChosen(one.key) || one.key === 'aws:username')) add(one.key, one.values);
      if (!isChosen(key)) continue;
      const texts = textsOf(value, options, context);
      add(
        key,
        texts.map((text) => unescaped(isPattern ? filled(text, someValue) : text)),
      );
    }
  }
  return options;
};
