import { isMembers, textOf, type Members } from '../../core/trail-record.ts';

/**
 * S3's requests are XML that CloudTrail folds: one element is an object, several are a list, an empty one is "", text that
 * looks like a boolean is one. Older records wrap scalars in lists of one.
 */
export const listed = (value: unknown): readonly Members[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isMembers);

/** The only element, or the first one of a list. */
export const single = (value: unknown): unknown => (Array.isArray(value) ? (value[0] as unknown) : value);

/** A text, also where it is the one element of a list. */
export const singleText = (value: unknown): string | undefined => textOf(single(value));

/** A boolean as it is, as a text, or as the one element of a list; what is left out of S3's settings is false. */
export const truth = (value: unknown): boolean => {
  const one = single(value);
  return one === true || (typeof one === 'string' && one.toLowerCase() === 'true');
};
