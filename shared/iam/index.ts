export type * from './analysis.ts';
export { analyse } from './analyse.ts';
export { beyondJob, type BeyondJob, type JobInput } from './beyond-job.ts';
export type { ContextKeys, ContextValue } from './context.ts';
export { decide, UnreadablePolicyError } from './decide.ts';
export { differenceOf, type Difference, type GrantChange } from './difference.ts';
export { grantText } from './grant-text.ts';
export { isSharedIssuer } from './federation.ts';
export {
  anyName,
  anyUserName,
  grantedCalls,
  grantedServices,
  type CallAsked,
  type NotDecided,
} from './granted-calls.ts';
export type { JobRole } from './job-role.ts';
export { parsedText } from './json-text.ts';
export type { Answer, Reached } from './other-resources.ts';
export { saferDocument, type Mendable } from './safer-document.ts';
export { saferStatement } from './safer.ts';
export { statementName, statementsIn, withStatements } from './statements.ts';
