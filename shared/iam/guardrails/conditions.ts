import type { GuardrailOptions, Requirement } from './requirements.ts';

/** A condition block of a policy. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** What a request says of some keys, which are named without their service; null: it leaves the key out. */
export type Said = Readonly<Record<string, string | readonly string[] | null>>;

/** A key that has to have one value; where leaving it out is unsafe, a negated operator denies that too. */
export const setting = (operator: string, key: string, value: string, ...unsafe: readonly (string | null)[]) => ({
  denied: () => ({ [operator]: { [`sagemaker:${key}`]: value } }),
  unsafe: () => unsafe.map((each) => ({ [key]: each })),
});

/** Null is true only where the key is in the table of the action: elsewhere it would deny every call. */
export const absent = (...keys: string[]): ConditionBlock => ({
  Null: Object.fromEntries(keys.map((key) => [`sagemaker:${key}`, 'true'])),
});

/** A request that leaves some keys out. */
export const leftOut = (...keys: string[]): Said => Object.fromEntries(keys.map((key) => [key, null]));

type Listed = (options: GuardrailOptions) => readonly string[] | undefined;

/**
 * One of a list is not ours. ForAllValues would let a mixed list through, and ForAnyValue lets an absent one: that one is
 * denied by a statement of its own.
 */
export const foreign = (key: string, theirs: string, listOf: Listed): Pick<Requirement, 'denied' | 'unsafe'> => ({
  denied: (options) => {
    const ours = listOf(options) ?? [];
    return ours.length === 0 ? undefined : { 'ForAnyValue:StringNotEquals': { [`sagemaker:${key}`]: ours } };
  },
  unsafe: (options) => {
    const [first] = listOf(options) ?? [];
    return first === undefined ? [] : [{ [key]: [theirs] }, { [key]: [first, theirs] }];
  },
});
