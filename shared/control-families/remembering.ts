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

/** Whether a policy may mean something else at another time; a name that is written with escapes may be any. */
const mayTellTime = (text: string): boolean =>
  /date(not)?(equals|lessthan|greaterthan)|epochtime|currenttime|\\|^\s*%/i.test(text);

interface Text {
  /** No other text ever has it, and this one another where it was forgotten in between. */
  number: number;
  tellsTime: boolean;
}

const textOf = recent<Text>(4_000_000);
let texts = 0;

/** Policies of one question, each of which may be long: what tells them apart is short. */
type Policies = Pick<PolicyInput, 'policy' | 'alsoAttached' | 'boundary' | 'scps'>;

/** What tells an input at a moment from all others, short however long its policies are, and how long those are together. */
export const keyOf = (input: Policies, now: Instant): { key: string; length: number } => {
  const { policy, alsoAttached, boundary, scps, ...others } = input;
  let length = 0;
  let tellsTime = false;
  const number = (policyOrText: unknown): number | null => {
    if (policyOrText === undefined || policyOrText === null) return null;
    const text = typeof policyOrText === 'string' ? policyOrText : JSON.stringify(policyOrText);
    length += text.length;
    const known = textOf(text, text.length, () => ({ number: texts++, tellsTime: mayTellTime(text) }));
    tellsTime ||= known.tellsTime;
    return known.number;
  };
  const numbers = [number(policy), alsoAttached?.map(number), number(boundary), scps?.map(number)];
  return { key: JSON.stringify([numbers, tellsTime ? now : 0, others]), length };
};

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
    const { key, length } = keyOf(input, now);
    return kept(key, length, () => work({ ...input, now }));
  };
};
