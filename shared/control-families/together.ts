import { fail, pass, unknown, type Verdict } from '../core/verdict.ts';

/**
 * Several judgements as one. What fails decides, whatever else is not known; what is not known comes before a pass, so
 * that nothing passes in silence; where none applies, neither does the whole.
 */
export const together = (
  verdicts: readonly Verdict[],
  messageOf: (failures: readonly string[]) => string = (failures) => failures.join('; '),
): Verdict => {
  const failures = verdicts.flatMap((verdict) => (verdict.status === 'fail' ? [verdict.message] : []));
  if (failures.length > 0) return fail(messageOf(failures), { details: failures.length > 1 ? failures : [] });
  const missing = verdicts.flatMap((verdict) => (verdict.status === 'unknown' ? verdict.missing : []));
  if (missing.length > 0) return unknown(...new Set(missing));
  const exempt = verdicts.find(({ status }) => status === 'not-applicable');
  return exempt && verdicts.every(({ status }) => status === 'not-applicable') ? exempt : pass;
};
