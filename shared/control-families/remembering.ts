import type { Instant } from '../core/instant.ts';
import type { PolicyInput } from './policy-analysis.ts';

/**
 * Whether policies may mean something else at another time: by one of the two keys that hold it; a name that is written with
 * escapes may be any.
 */
export const mayTellTime = (...texts: readonly unknown[]): boolean =>
  texts.some((text) => typeof text !== 'string' || /epochtime|currenttime|\\/i.test(text));

/**
 * Work on policies at a moment. Several controls, and every change of a resource, ask of the same texts, so the last
 * results are kept: those of so many inputs, each at most so long.
 */
export const remembering = <Input extends Pick<PolicyInput, 'policy' | 'alsoAttached' | 'boundary' | 'scps'>, Result>(
  work: (input: Input & { now: Instant }) => Result,
  { most, longest }: { most: number; longest: number },
): ((input: Input, now: Instant) => Result) => {
  const remembered = new Map<string, Result>();
  return (input, now) => {
    const texts = [input.policy, ...(input.alsoAttached ?? []), input.boundary ?? '', ...(input.scps ?? [])];
    const length = texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
    if (length > longest) return work({ ...input, now });
    const key = JSON.stringify([input, mayTellTime(...texts) ? now : 0]);
    const known = remembered.get(key);
    if (known) return known;
    const result = work({ ...input, now });
    if (remembered.size >= most) remembered.delete(remembered.keys().next().value ?? '');
    remembered.set(key, result);
    return result;
  };
};
