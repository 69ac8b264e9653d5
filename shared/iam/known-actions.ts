import { expanded } from './actions.ts';
import { effort } from './effort.ts';
import { hasWildcard } from './patterns.ts';

/** Every action we know that a pattern matches; a pattern of any service is tried against all of them. */
export const knownActions = (pattern: string): readonly string[] => {
  if (hasWildcard(pattern) && pattern !== '*') effort(/^[^*?]*:/.test(pattern) ? 30 : 3_000);
  return expanded(pattern);
};
