export type * from './analysis.ts';
export { analyse } from './analyse.ts';
export type { ContextKeys, ContextValue } from './context.ts';
export { decide, UnreadablePolicyError } from './decide.ts';
export { differenceOf, type Difference, type GrantChange } from './difference.ts';
export { parsedText } from './json-text.ts';
export { saferStatement } from './safer.ts';
