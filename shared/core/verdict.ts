import type { Instant } from './instant.ts';

/** Whom a failure lets in, beyond the account's own people: it can raise a severity, and keeps a sandbox from lowering it. */
export type Reach = 'public' | 'administrator';

export type Verdict =
  | { status: 'pass' }
  | {
      status: 'fail';
      message: string;
      details: readonly string[];
      reach?: Reach | undefined;
      /** Why this failure is graver than its control by itself: one step up. */
      graver?: string | undefined;
      /** Where it holds, for what belongs to several accounts: the gravest place decides the severity. */
      accounts?: readonly string[] | undefined;
    }
  /** `until`: judged again then, whether anything happens to the resource or not. */
  | { status: 'not-applicable'; reason: string; until?: Instant | undefined }
  /** A control found that it cannot decide: what it would have to know. Never a silent pass. */
  | { status: 'unknown'; missing: readonly string[] };

/** What an evaluation ends with: a verdict, or a control that broke. */
export type Outcome = Verdict | { status: 'error'; error: unknown };
export type Status = Outcome['status'];

export const pass: Verdict = { status: 'pass' };
export const fail = (
  message: string,
  {
    details = [],
    reach,
    graver,
    accounts,
  }: Partial<Pick<Extract<Verdict, { status: 'fail' }>, 'details' | 'reach' | 'graver' | 'accounts'>> = {},
): Verdict => ({
  status: 'fail',
  message,
  details,
  ...(reach && { reach }),
  ...(graver !== undefined && { graver }),
  ...(accounts && { accounts }),
});
export const notApplicable = (reason: string, until?: Instant): Verdict => ({
  status: 'not-applicable',
  reason,
  ...(until !== undefined && { until }),
});
export const unknown = (...missing: readonly string[]): Verdict => ({ status: 'unknown', missing });
