import type { Test } from './document.ts';
import { effort } from './effort.ts';
import { mayHaveSeveral, severalFrom, someValue, type Option } from './options.ts';
import { filled } from './patterns.ts';
import { substituted, unescaped, variablesIn, type Context } from './values.ts';
import { bindingsFor, examplesOf, piecesOf, sharedOf, together } from './variables.ts';

/** What each key may be that nothing fixes. */
export type Options = ReadonlyMap<string, readonly Option[]>;

/** Values that each key is tried with for the others' sake, and texts that come of them together. */
const mostValues = 6;
const mostTexts = 24;
/** Values that are found for a key by one test, so that none crowds out another's, and by all of them. */
const mostAtOnce = 16;
const mostFound = 64;
const mostTogether = 64;

/** How far keys are followed that are tied to others, which are tied to others. */
const longestChain = 4;

/** Keys that whoever calls or tags chooses: for those that tell callers apart a stranger has values of their own. */
const isChosen = (key: string): boolean =>
  /tags?\//.test(key) ||
  !/^(aws:|kms:(calleraccount|encryptioncontext:aws:)|s3:(dataaccesspoint|resourceaccount))/.test(key);

/** Keys whose values may follow from what is said of others. */
const follows = (key: string): boolean => isChosen(key) || key === 'aws:username' || key === 'aws:tagkeys';

const isTying = ({ variables, operator }: Test): boolean => variables && operator.comparison !== 'null';

const singles = (options: readonly Option[] = []): readonly string[] =>
  options.flatMap((option) => (option?.length === 1 ? option : []));

const isLike = ({ comparison }: Test['operator']): boolean => comparison === 'string-like' || comparison === 'arn';

/** What the positive tests of keys let through, as patterns, variables put in as what they may be themselves. */
const patternsFrom = (must: readonly Test[], context: Context) => {
  const positive = Map.groupBy(
    must.filter(({ operator: { comparison, negated } }) => !negated && /^(string|string-like|arn)$/.test(comparison)),
    ({ key }) => key,
  );
  const ofValue = (value: string, isPattern: boolean, among: readonly string[]): readonly string[] => {
    const pieces = piecesOf(value, isPattern);
    return [...new Set(pieces.keys)]
      .reduce<readonly ReadonlyMap<string, string>[]>(
        (ways, key) =>
          ways.flatMap((way) => ofKey(key, among).map((each) => new Map([...way, [key, each]]))).slice(0, mostTexts),
        [new Map()],
      )
      .map((way) => together(pieces, (key) => way.get(key) ?? '*'));
  };
  const ofKey = (key: string, among: readonly string[]): readonly string[] => {
    const known = context.get(key);
    if (known) return known;
    if (among.includes(key) || among.length > longestChain) return ['*'];
    return (positive.get(key) ?? []).reduce<readonly string[]>(
      (before, { values, variables, operator }) => {
        const patterns = variables
          ? values.flatMap((value) => ofValue(value, isLike(operator), [...among, key]))
          : values;
        return sharedOf(before, patterns, mostTexts);
      },
      ['*'],
    );
  };
  return { ofKey, ofValue };
};

/**
 * Whether keys are tied in more ways than `withTiedValues` follows to the end, so that a request which it does not find may be
 * there all the same: by several variables of one text, by two texts around one variable, with sets, by more than text.
 */
export const isBeyondTrying = (
  { must, denying }: Pick<Ties, 'must' | 'denying'>,
  fixed: ReadonlyMap<string, Option>,
): boolean => {
  const wanted = [
    ...must.filter(({ operator }) => !operator.negated),
    ...denying.filter(({ operator }) => operator.negated),
  ];
  const isOpen = (key: string) => follows(key) && !fixed.has(key);
  const hasNone = (key: string) => fixed.has(key) && !fixed.get(key);
  const times = new Map<string, number>();
  for (const { key, operator, values } of wanted.filter(isTying)) {
    if (!follows(key)) continue;
    const texts = values
      .map((value) => piecesOf(value, isLike(operator)))
      .filter(({ keys }) => keys.some(isOpen) && !keys.some(hasNone));
    if (texts.length === 0) continue;
    if (texts.some(({ keys }) => keys.includes(key))) return true;
    if (!/^(string|string-ignoring-case|string-like|arn)$/.test(operator.comparison)) return true;
    if (operator.set !== undefined && mayHaveSeveral(key)) return true;
    if (texts.some(({ keys }) => keys.filter(isOpen).length > 1)) return true;
    if (texts.every(({ literals }) => literals.every((literal) => literal === ''))) continue;
    for (const each of new Set([key, ...texts.flatMap(({ keys }) => keys)]))
      times.set(each, (times.get(each) ?? 0) + 1);
  }
  return [...times.values()].some((count) => count > 1);
};

/** What tests say of keys that are tied to each other, and what is known of the keys already. */
export interface Ties {
  /** Tests that have to hold. */
  must: readonly Test[];
  /** Those of Denies. */
  denying: readonly Test[];
  context: Context;
  /** Whether a key may be so, by the tests that name no other key. */
  isPossible(key: string, value: string): boolean;
}

/**
 * What keys may be where tests tie them to each other by variables: beside their own options what such a test comes to, and
 * what its variables have to be for that (`aws:ResourceTag/team` equals `${aws:PrincipalTag/team}`, and is like `ml-*`).
 */
export const withTiedValues = (given: Options, { must, denying, context, isPossible }: Ties): Options => {
  const tying = [...must, ...denying].filter(isTying);
  const found = new Map<string, Set<string>>();
  const patterns = patternsFrom(must, context);
  const add = (key: string, values: readonly string[]) => {
    if (!given.has(key) || !follows(key)) return;
    const before = found.get(key) ?? new Set();
    const most = Math.min(before.size + mostAtOnce, mostFound);
    for (const value of values) if (before.size < most && isPossible(key, value)) before.add(value);
    found.set(key, before);
  };
  const valuesOf = (key: string, among: Context): readonly string[] =>
    among.get(key) ?? [...new Set([...singles(given.get(key)).slice(0, mostValues), ...(found.get(key) ?? [])])];
  /** What a text with variables comes to, by what they may be. */
  const textsOf = (value: string): readonly string[] => {
    const contexts = variablesIn(value).reduce<readonly Context[]>(
      (before, key) => {
        effort(before.length * 4);
        return before
          .flatMap((each): readonly Context[] => [
            ...valuesOf(key, each).map((text) => new Map([...each, [key, [text]]])),
            ...(each.has(key) || !value.includes(',') ? [] : [each]),
          ])
          .slice(0, mostTogether);
      },
      [context],
    );
    effort(10 * contexts.length);
    return contexts.flatMap((each) => substituted(value, each) ?? []);
  };
  // Tied one after the other, in whatever order they are written.
  for (const { key, operator, values } of [...tying, ...tying.toReversed()]) {
    const isPattern = isLike(operator);
    for (const value of values) {
      const pieces = piecesOf(value, isPattern);
      const both = sharedOf(patterns.ofKey(key, []), patterns.ofValue(value, isPattern, [key]), mostTexts);
      const joint = both.flatMap((pattern) => examplesOf(pattern, someValue));
      for (const text of [...joint, ...valuesOf(key, context)]) {
        for (const bound of bindingsFor(pieces, text, { known: context, isPossible, most: mostValues })) {
          for (const [each, needed] of bound) add(each, [needed]);
        }
      }
      add(key, joint);
      add(
        key,
        textsOf(value).map((text) => unescaped(isPattern ? filled(text, someValue) : text)),
      );
    }
  }
  const tests = Map.groupBy([...must, ...denying], ({ key }) => key);
  return new Map(
    [...given].map(([key, options]) => {
      const before = new Set(singles(options));
      const further = [...(found.get(key) ?? [])].filter((value) => !before.has(value));
      const several = further.length > 0 ? severalFrom([...further, ...before], tests.get(key) ?? []) : [];
      return [key, [...options, ...further.map((value) => [value]), ...several]];
    }),
  );
};
