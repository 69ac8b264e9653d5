import { days, type Instant } from '../../../core/instant.ts';

/** For how long things are kept, in milliseconds from when they were written; undefined: for ever. */
export interface Retention {
  /** Which events were handled. An event that changed something is known for as long as its change is in the history. */
  ledger: number | undefined;
  /** Findings, from when they were resolved. An open one is kept. */
  findings: number | undefined;
  transitions: number | undefined;
}

/** In days: thirteen months of the ledger, six years of findings and transitions. */
export const defaultKept = { ledger: 396, findings: 2_192 };

/**
 * In days. CloudTrail's event history goes back 90: an event that is older than its entry in the ledger must not come from
 * there any more. [CloudTrail user guide, event history] What was resolved is kept for a year at least, which reports cover.
 */
export const keptBounds = {
  ledger: { least: 100, most: 3_653 },
  findings: { least: 365, most: 3_653 },
};

/** How long things are kept by the days of a deployment; transitions go with their findings. */
const retentionIn = ({ ledger, findings }: typeof defaultKept): Retention => ({
  ledger: days(ledger),
  findings: days(findings),
  transitions: days(findings),
});

/** Thirteen months of the ledger, six years of findings and transitions. */
export const defaultRetention: Retention = retentionIn(defaultKept);

const form = /^ledger=(\d{1,4}) findings=(\d{1,4})$/;

/** How long a deployment keeps things, as infra/table.yml writes it: `ledger=396 findings=2192`; undefined: that can't be. */
export const retentionOf = (text: string): Retention | undefined => {
  const [, ledger, findings] = form.exec(text)?.map(Number) ?? [];
  if (ledger === undefined || findings === undefined) return undefined;
  const isWithin = (count: number, { least, most }: { least: number; most: number }) => count >= least && count <= most;
  if (!isWithin(ledger, keptBounds.ledger) || !isWithin(findings, keptBounds.findings)) return undefined;
  return retentionIn({ ledger, findings });
};

/** DynamoDB's time to live: the second after which an item may be removed. */
export const expiryOf = (now: Instant, kept: number | undefined): number | undefined =>
  kept === undefined ? undefined : Math.ceil((now + kept) / 1_000);
