import { minutes, type Instant } from '../../core/instant.ts';
import type { Locality, Queue, Store, TrailHistory } from '../../ports.ts';
import { assess, type Assessing } from '../assess.ts';
import type { Event } from '../event.ts';
import { intake } from '../intake.ts';
import type { ReconcileMessage, WorkMessage } from './messages.ts';

export interface Reconciling extends Omit<Assessing, 'onEvaluation'> {
  history: TrailHistory;
  work: Queue<WorkMessage>;
  /** Where the rules deliver to: what they did not deliver is put there. */
  events: Queue<unknown>;
}

/** What a page of CloudTrail's memory came to. */
export interface Reconciled {
  /** Events that controls need. */
  wanted: number;
  /** Those of them that were never handled. */
  recovered: number;
  /** Records that nobody can read, on this page: whoever runs this is told. */
  unreadable: number;
  isOver: boolean;
}

/** How long after a call CloudTrail's memory has its record, for certain; and how much of what was seen is seen again. */
const visibleAfter = minutes(15);
const overlap = minutes(30);
/** A place that was never reconciled is looked at from here on. */
const firstLook = minutes(120);

const reconciledUntil = ({ account, region }: Locality): string => `reconciled ${account} ${region}`;

/** How the last run in a place ended, as it is kept. */
const outcomeIn = ({ account, region }: Locality): string => `reconcile outcome ${account} ${region}`;

/** The time that the next run in a place has to look at. Every record is looked at twice: LookupEvents is in no hurry. */
export const reconcileMessage = async (
  locality: Locality,
  { store, clock }: Pick<Assessing, 'store' | 'clock'>,
): Promise<ReconcileMessage> => {
  const until = clock.now() - visibleAfter;
  const before = Number((await store.checkpoint(reconciledUntil(locality))) ?? Number.NaN);
  const since = Number.isFinite(before) ? Math.min(before, until) - overlap : until - firstLook;
  return { kind: 'reconcile', ...locality, since, until, wanted: 0, recovered: 0 };
};

/** Has every place compared with what CloudTrail remembers of the time since it last was. */
export const beginReconciling = async (
  localities: readonly Locality[],
  { work, ...reading }: Pick<Reconciling, 'store' | 'clock' | 'work'>,
): Promise<void> => {
  for (const locality of localities) await work.send([await reconcileMessage(locality, reading)]);
};

/** A record as a rule would have delivered it. */
const asDelivered = (record: unknown, { account, region }: Locality): unknown => ({
  version: '0',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'sagewatch.reconcile',
  account,
  region,
  detail: record,
});

/**
 * Compares one page of what CloudTrail remembers with what was handled, and has everything that controls need and that was
 * never handled delivered after all. The last page says how the place stands.
 */
export const reconcile = async (message: ReconcileMessage, reconciling: Reconciling): Promise<Reconciled> => {
  const { history, work, events, ...assessing } = reconciling;
  const { account, region, since, until, page } = message;
  const { records, next } = await history.page({ account, region }, { since, until }, page);
  const needed: { record: unknown; event: Event }[] = [];
  let unreadable = 0;
  for (const record of records) {
    const taken = intake(record, assessing.catalogue);
    if ('quarantine' in taken) unreadable++;
    else if ('event' in taken && taken.event.class === 'evaluated') needed.push({ record, event: taken.event });
  }
  const lost = await unhandled(needed, assessing);
  await events.send(lost.map(({ record }) => asDelivered(record, message)));
  const wanted = message.wanted + needed.length;
  const recovered = message.recovered + lost.length;
  if (next !== undefined) {
    await work.send([{ ...message, page: next, wanted, recovered }]);
    return { wanted, recovered, unreadable, isOver: false };
  }
  await assess([], [], assessing, {
    [reconciledUntil(message)]: String(until),
    [outcomeIn(message)]: JSON.stringify({ at: until, wanted, recovered }),
  });
  return { wanted, recovered, unreadable, isOver: true };
};

const unhandled = async <Item extends { event: Event }>(
  items: readonly Item[],
  { store }: Pick<Assessing, 'store'>,
): Promise<readonly Item[]> => {
  if (items.length === 0) return [];
  const batch = await store.begin(items.map(({ event }) => event.key));
  try {
    return items.filter((_, index) => batch.fresh[index]);
  } finally {
    await batch.abandon();
  }
};

/** How a place stood when it was last reconciled; undefined: it never was. */
export interface Standing {
  at: Instant;
  wanted: number;
  recovered: number;
}

/** How a place stood at the end of its last run. */
export const standingOf = async (
  locality: Locality,
  { store }: { store: Pick<Store, 'checkpoint'> },
): Promise<Standing | undefined> => {
  const kept = await store.checkpoint(outcomeIn(locality));
  return kept === undefined ? undefined : (JSON.parse(kept) as Standing);
};

/** A place is silent when nothing of what happened there was delivered: all of it had to be recovered. */
export const isSilent = ({ wanted, recovered }: Standing): boolean => wanted > 0 && recovered === wanted;
