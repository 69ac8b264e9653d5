import { randomUUID } from 'node:crypto';
import { eventKey } from '../../../app/event.ts';
import type { Instant } from '../../../core/instant.ts';
import type { ReferenceEdge, Work } from '../../../ports.ts';
import { transactionsOf, type Action } from './action.ts';
import { keyText, number, text } from './attributes.ts';
import type { Context } from './context.ts';
import { absent, headAction, itemActions, type Part } from './head-actions.ts';
import { ledgerItem, metaItem, quarantineItem, referenceKey } from './items.ts';
import { checkpointSort, latestSort, ledgerKey, metaPartition } from './layout.ts';
import { packed } from './packed.ts';
import { plansOf, type ResourcePlan } from './plan.ts';
import { expiryOf } from './retention.ts';
import type { Claim, StagedCommits } from './staged.ts';
import type { Standing } from './standing.ts';

/** A batch as it stands when it is to be committed. */
export interface Begun {
  standing: Standing;
  /** Event keys that nobody had handled, each once. */
  fresh: readonly Uint8Array[];
  latest: Instant | undefined;
}

/** References that are not stored yet. One that is missed by a read that lags behind is stored again, without harm. */
const newAmong = async (references: readonly ReferenceEdge[], { table }: Context): Promise<ReferenceEdge[]> => {
  const edges = [...new Map(references.map((edge) => [keyText(referenceKey(edge)), edge])).values()];
  const found = await table.getAll(edges.map(referenceKey), 'stale');
  return edges.filter((_, index) => !found[index]);
};

/** Time only goes on: written before the batch, so that who sees what the batch ended sees how late it is, too. */
const advance = async (latest: Instant, { table }: Context): Promise<void> => {
  await table.transact([
    {
      update: { pk: metaPartition, sk: latestSort },
      change: 'set #value = :value, #kind = :kind',
      when: 'attribute_not_exists(#value) or #value < :value',
      values: { ':value': number(latest), ':kind': text('other') },
    },
  ]);
};

const claimsOf = (fresh: readonly Uint8Array[], work: Work, { clock, retention }: Context): Claim[] => {
  const lasting = new Set(work.changes.map(({ eventId }) => keyText(ledgerKey(eventKey(eventId)))));
  const expires = expiryOf(clock.now(), retention.ledger);
  return fresh.map(ledgerKey).map((key) => ({ key, expires: lasting.has(keyText(key)) ? undefined : expires }));
};

/** All that a batch read of resources, with what it writes of them: all of it holds together, or nothing is written. */
const partsOf = async (standing: Standing, plans: readonly ResourcePlan[]): Promise<Part[]> => {
  const planOf = new Map(plans.map((plan) => [plan.partition, plan]));
  return (await standing.read()).map((part) => ({ ...part, plan: planOf.get(part.partition) }));
};

const claimAction = ({ key, expires }: Claim, batch: string, now: Instant): Action => ({
  put: ledgerItem(key, batch, expires, false),
  ...absent(now),
  as: 'claim',
});

/** True: written. What is inserted and there already is left out; a claim that is refused because it is ours was written. */
const committedAtOnce = async (actions: readonly Action[], batch: string, { table }: Context): Promise<boolean> => {
  for (let left = actions; ;) {
    const outcome = await table.transact(left);
    if (outcome.kind !== 'refused') return outcome.kind === 'written';
    const { refusals } = outcome;
    // The answer to our first try was lost, and the SDK tried again.
    if (refusals.some(({ index, item }) => left[index]?.as === 'claim' && item?.['batch']?.S === batch)) return true;
    if (refusals.some(({ index }) => left[index]?.as !== 'insert')) return false;
    const there = new Set(refusals.map(({ index }) => index));
    left = left.filter((_, index) => !there.has(index));
  }
};

/** Writes all that a batch comes to, or says that somebody else was first and writes nothing of it. */
export const commitTo =
  (context: Context, staged: StagedCommits) =>
  async (work: Work, { standing, fresh, latest }: Begun): Promise<boolean> => {
    const { table, texts, clock, retention } = context;
    const now = clock.now();
    const longTexts = new Map<string, string>();
    const pack = (value: unknown): string => {
      const { body, texts: cited } = packed(value);
      for (const [hash, cite] of cited) longTexts.set(hash, cite);
      return body;
    };

    const plans = await plansOf(work, await newAmong(work.references, context), { standing, pack, now, retention });
    // Where nothing is written of any resource, nothing rests on what was read.
    const parts = plans.length === 0 ? [] : await partsOf(standing, plans);
    // Somebody knows of a later time than this batch, and may have ended what it would open again.
    const time = work.latest ?? latest ?? -Infinity;
    if (parts.some(({ head }) => (head.asOf ?? -Infinity) > time)) return false;
    const quarantined = work.quarantined.map((piece) => quarantineItem(piece, pack));
    await texts.keep(longTexts);
    await Promise.all(quarantined.map(async (item) => table.put(item)));
    if (work.latest !== undefined && work.latest > (latest ?? -Infinity)) await advance(work.latest, context);

    const claims = claimsOf(fresh, work, context);
    const checkpoints = Object.entries(work.checkpoints ?? {}).map(([name, value]) =>
      metaItem({ pk: metaPartition, sk: checkpointSort(name) }, value),
    );
    if (plans.length + claims.length + checkpoints.length === 0) return true;
    const batch = randomUUID();
    const actions = [
      ...claims.map((claim) => claimAction(claim, batch, now)),
      ...parts.map(headAction),
      ...plans.flatMap((plan) => itemActions(plan, now)),
      ...checkpoints.map((item): Action => ({ put: item })),
    ];
    return transactionsOf(actions, context.mostActions).length === 1
      ? committedAtOnce(actions, batch, context)
      : staged.commit(batch, claims, parts, checkpoints);
  };
