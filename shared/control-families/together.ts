import { fail, pass, unknown, type Verdict } from '../core/verdict.ts';

/**
 * Several judgements as one. What fails decides, whatever else is not known; what is not known comes before a pass, so
 * that nothing passes in silence; where none applies, neither does the whole.
 */
export const together = (
  verdicts: readonly Verdict[],
  messageOf: (failures: readonly string[]) => string = (failures) => failures.join('; '),
): Verdict => {
  const failures = verdicts.filter((verdict) => verdict.status === 'fail');
  const [first, ...others] = failures;
  if (first) {
    return fail(messageOf(failures.map(({ message }) => message)), {
      details: others.length > 0 ? failures.flatMap(({ message, details }) => [message, ...details]) : first.details,
      reach: failures.find(({ reach }) => reach !== undefined)?.reach,
    });
  }
  const missing = verdicts.flatMap((verdict) => (verdict.status === 'unknown' ? verdict.missing : []));
  if (missing.length > 0) return unknown(...new Set(missing));
  const exempt = verdicts.find(({ status }) => status === 'not-applicable');
  return exempt && verdicts.every(({ status }) => status === 'not-applicable') ? exempt : pass;
};
