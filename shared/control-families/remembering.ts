import type { Instant } from '../core/instant.ts';
import type { PolicyInput } from './policy-analysis.ts';

/** What a thing that is kept takes beside its text, in characters. */
const overhead = 1_000;

/** What was worked out last: as much as comes of so many characters, whether they are a few large texts or many small ones. */
export const recent = <Value>(most: number): ((key: string, length: number, work: () => Value) => Value) => {
  const kept = new Map<string, { value: Value; weight: number }>();
  let total = 0;
  return (key, length, work) => {
    const known = kept.get(key);
    if (known) {
      // Asked for again, it is the last once more.
      kept.delete(key);
      kept.set(key, known);
      return known.value;
    }
    const made = { value: work(), weight: length + overhead };
    kept.set(key, made);
    total += made.weight;
    for (const [oldest, { weight }] of kept) {
      if (total <= most || oldest === key) break;
      kept.delete(oldest);
      total -= weight;
    }
    return made.value;
  };
};

/**
 * Whether a policy may mean something else at another time: by one of the two keys that hold it; a name that is written with
 * escapes, or in a text that is encoded, may be any.
 */
const mayTellTime = (text: string): boolean => /epochtime|currenttime|\\|^\s*%/i.test(text);

interface Text {
  /** No other text ever has it, and this one another where it was forgotten in between. */
  number: number;
  tellsTime: boolean;
}

const textOf = recent<Text>(4_000_000);
let texts = 0;

/** What tells a question from all others, short however long the policies are that it is about, and how long those are together. */
export interface Key {
  key: string;
  length: number;
}

/** The key of policies at a moment, and of what else bears on them; as many of them as `others` say, those that are missing too. */
export const keyOf = (policies: readonly unknown[], others: unknown, now: Instant): Key => {
  let length = 0;
  let tellsTime = false;
  const numbers = policies.map((policy) => {
    if (policy === undefined || policy === null) return null;
    const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
    length += text.length;
    const known = textOf(text, text.length, () => ({ number: texts++, tellsTime: mayTellTime(text) }));
    tellsTime ||= known.tellsTime;
    return known.number;
  });
  return { key: JSON.stringify([numbers, tellsTime ? now : 0, others]), length };
};

type Policies = Pick<PolicyInput, 'policy' | 'alsoAttached' | 'boundary' | 'scps'>;

/** The key of an analysis's input at a moment. */
export const inputKey = ({ policy, alsoAttached = [], boundary, scps = [], ...others }: Policies, now: Instant): Key =>
  keyOf([policy, boundary, ...alsoAttached, ...scps], [alsoAttached.length, others], now);

/**
 * Work on policies at a moment. Several controls, and every change of a resource, ask of the same texts, so the last results
 * are kept: those of so many characters of policies.
 */
export const remembering = <Input extends Policies, Result>(
  work: (input: Input & { now: Instant }) => Result,
  { most }: { most: number },
): ((input: Input, now: Instant) => Result) => {
  const kept = recent<Result>(most);
  return (input, now) => {
    const { key, length } = inputKey(input, now);
    return kept(key, length, () => work({ ...input, now }));
  };
};
