export type * from './analysis.ts';
export type { ContextKeys, ContextValue } from './context.ts';
