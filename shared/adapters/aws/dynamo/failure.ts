import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import type { Item } from './attributes.ts';

/** An action that its condition forbade, and what stood there, where the action asked for that. */
export interface Refusal {
  index: number;
  item: Item | undefined;
}

/** What is to be made of an error: conditions did not hold, others were in the way, or it is to be thrown. */
export type Failure = { kind: 'refused'; refusals: Refusal[] } | { kind: 'contended' | 'throttled' | 'other' };

interface SdkError {
  name?: string;
  Item?: Item;
  CancellationReasons?: CancellationReason[];
}

const contended = new Set(['TransactionConflict', 'TransactionConflictException', 'TransactionInProgressException']);
const throttled = new Set([
  'ThrottlingError',
  'ThrottlingException',
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

const kindOf = (codes: readonly string[]): 'contended' | 'throttled' | 'other' => {
  if (codes.length === 0 || codes.some((code) => !contended.has(code) && !throttled.has(code))) return 'other';
  return codes.some((code) => throttled.has(code)) ? 'throttled' : 'contended';
};

/** Reads an error of a write. A transaction tells a reason for each of its actions. */
export const failureOf = (error: unknown): Failure => {
  const { name = '', Item: item, CancellationReasons: reasons } = (error ?? {}) as SdkError;
  if (name === 'ConditionalCheckFailedException') return { kind: 'refused', refusals: [{ index: 0, item }] };
  if (name !== 'TransactionCanceledException') return { kind: kindOf([name]) };
  const codes = (reasons ?? []).map(({ Code: code = 'None' }) => code);
  const refusals = codes.flatMap((code, index) =>
    code === 'ConditionalCheckFailed' ? [{ index, item: reasons?.[index]?.Item }] : [],
  );
  const others = codes.filter((code) => code !== 'None' && code !== 'ConditionalCheckFailed');
  // Beside a conflict a refusal may be of a state that is just passing by; beside what is wrong for good it does not count.
  if (others.length > 0) return { kind: kindOf(others) };
  return refusals.length > 0 ? { kind: 'refused', refusals } : { kind: 'other' };
};
