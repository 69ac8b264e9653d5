import { matches, parsePattern } from '../../shared/event-pattern/index.ts';

/** Whether a pattern lets an event through; the reason, where it is no pattern. */
export const matched = (pattern: unknown, event: unknown): boolean | string => {
  const read = parsePattern(typeof pattern === 'string' ? pattern : JSON.stringify(pattern));
  return 'pattern' in read ? matches(read.pattern, event) : read.invalid;
};
