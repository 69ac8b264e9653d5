import { cutTo, safe } from '../../../core/printable.ts';
import type { Delivery } from '../../../ports.ts';
import { adviceOn, failureOf } from '../trail/aws-error.ts';

interface SdkError {
  name?: string;
  $fault?: string;
  $metadata?: { httpStatusCode?: number };
}

/** Names of throttling and of faults of AWS's own, as services and answers for single entries call them. */
const passingName = /throttl|toomany|limitexceeded|slowdown|internal|unavailable|timeout|expired/i;

/** Whether an error of AWS passes by itself: too much at once, a fault of AWS's, the network, credentials that ran out. */
export const isPassing = (error: unknown): boolean => {
  const kind = failureOf(error);
  if (kind === 'throttled' || kind === 'network' || kind === 'interrupted' || kind === 'expired') return true;
  if (kind !== 'other') return false;
  const { name = '', $fault, $metadata } = (error ?? {}) as SdkError;
  if (passingName.test(name)) return true;
  // What is told of neither side: it is not known that it can't work, and nothing is to be lost.
  const status = $metadata?.httpStatusCode;
  return $fault !== 'client' && (status === undefined || status < 400 || status >= 500);
};

/** What an error of the SDK means for a notice. */
export const outcomeOf = (error: unknown, attempt: { what: string; permission: string }): Delivery => ({
  kind: isPassing(error) ? 'later' : 'refused',
  reason: cutTo(safe(adviceOn(error, attempt)), 500),
});

/** The same of the code and message with which AWS turns away one entry of several. */
export const outcomeOfEntry = (code: string, message: string, what: string): Delivery => ({
  kind: passingName.test(code) ? 'later' : 'refused',
  reason: cutTo(safe(`${what}: ${code} ${message}`.trim()), 500),
});
