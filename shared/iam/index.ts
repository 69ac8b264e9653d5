export type * from './analysis.ts';
export { analyse } from './analyse.ts';
export type { ContextKeys, ContextValue } from './context.ts';
export { decide, UnreadablePolicyError } from './decide.ts';
