import { isMembers } from '../../core/trail-record.ts';

const spelled = (value: unknown): string => JSON.stringify(value) ?? '';

/** Whether each event that one pattern matches is matched by another: every test of the other is at least as wide. */
const covers = (wide: unknown, narrow: unknown): boolean => {
  if (Array.isArray(wide)) {
    if (!Array.isArray(narrow)) return false;
    const values = new Set(wide.map(spelled));
    return narrow.every((value) => values.has(spelled(value)));
  }
  if (!isMembers(wide)) return spelled(wide) === spelled(narrow);
  return (
    isMembers(narrow) && Object.entries(wide).every(([name, test]) => name in narrow && covers(test, narrow[name]))
  );
};

/**
 * Whether a pattern still matches all that another one matched, as far as their texts tell: a `prefix` that takes the place
 * of values is not worked out. Undefined: one of them cannot be read.
 */
export const coversPattern = (after: string, before: string): boolean | undefined => {
  try {
    return covers(JSON.parse(after), JSON.parse(before));
  } catch {
    return undefined;
  }
};
