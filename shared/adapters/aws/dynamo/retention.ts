import { days, type Instant } from '../../../core/instant.ts';

/** For how long things are kept, in milliseconds from when they were written; undefined: for ever. */
export interface Retention {
  /** Which events were handled. An event that changed something is known for as long as its change is in the history. */
  ledger: number | undefined;
  /** Findings, from when they were resolved. An open one is kept. */
  findings: number | undefined;
  transitions: number | undefined;
}

/** Thirteen months of the ledger, six years of findings and transitions. */
export const defaultRetention: Retention = { ledger: days(396), findings: days(2_192), transitions: days(2_192) };

/** DynamoDB's time to live: the second after which an item may be removed. */
export const expiryOf = (now: Instant, kept: number | undefined): number | undefined =>
  kept === undefined ? undefined : Math.ceil((now + kept) / 1_000);
