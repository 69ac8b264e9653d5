/** What was asked and answered; or why there is no answer. */
export type Told<Value> = { kind: 'told'; value: Value } | { kind: 'unknown'; reason: string };

/** An answer. */
export const told = <Value>(value: Value): Told<Value> => ({ kind: 'told', value });

/** No answer, and why. */
export const notTold = (reason: string): Told<never> => ({ kind: 'unknown', reason });
