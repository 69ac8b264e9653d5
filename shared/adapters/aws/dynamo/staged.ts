import type { Instant } from '../../../core/instant.ts';
import { minutes } from '../../../core/instant.ts';
import { transactionsOf, transactionsOfSets, type Action } from './action.ts';
import { number, numberIn, text, textIn, type Item, type Key } from './attributes.ts';
import type { Context } from './context.ts';
import { absent, lockAction, lockedTransactions, unlockAction, type Part } from './head-actions.ts';
import { ledgerItem, todo } from './items.ts';
import { indexes, pieceSort, recordSort, stagedPartition } from './layout.ts';
import { piecesOf } from './packed.ts';
import type { ResourcePlan } from './plan.ts';
import { expiryOf } from './retention.ts';

/** An event's place in the ledger. */
export interface Claim {
  key: Key;
  expires: number | undefined;
}

/** What a commit of many transactions is to do: everything that is needed to finish it, or to undo what it has locked. */
interface Staged {
  plans: ResourcePlan[];
  /** Resources that were read only: locked until it is decided, so that the decision rests on what they are. */
  held: string[];
  claims: Key[];
  checkpoints: Item[];
}

const nothing: Staged = { plans: [], held: [], claims: [], checkpoints: [] };

type Status = 'open' | 'committed' | 'applied' | 'aborted';

const patience = 9;
/** How old a commit is before somebody who looks for dead ones takes it for one. */
const deadAfter: Instant = minutes(10);

const recordKey = (id: string): Key => ({ pk: stagedPartition(id), sk: recordSort });

/** Moves the record on; what stood there is told where it was in another state. */
const recordAction = (id: string, from: Status, to: Status, expires?: number): Action => ({
  update: recordKey(id),
  change: `set #status = :to${expires === undefined ? '' : ', #expires = :expires'}${to === 'committed' ? '' : ' remove #todo, #at'}`,
  when: '#status = :from',
  values: { ':from': text(from), ':to': text(to), ...(expires !== undefined && { ':expires': number(expires) }) },
  as: 'claim',
});

/**
 * Commits what is too large for one transaction. The plan is written aside; every resource it read or writes is locked, on the
 * condition that it still is what was read, and its events are claimed; then one write decides; then it is carried out, by who
 * decided or, if that one dies, by whoever comes upon a lock or an event of it. Nothing reads a locked resource in between.
 */
export const stagedCommits = ({ table, clock, sleep, retention, mostActions }: Context) => {
  const recordOf = async (id: string): Promise<Item | undefined> => (await table.getAll([recordKey(id)]))[0];
  const statusOf = (record: Item | undefined): Status | undefined => textIn(record, 'status') as Status | undefined;
  /** The record outlives the ledger's entries that name it. */
  const ended = () => expiryOf(clock.now() + minutes(60 * 24 * 30), retention.ledger);
  const each = async (actions: readonly Action[]): Promise<void> => {
    await Promise.all(actions.map(async (action) => table.transact([action])));
  };
  const piecesKeys = (id: string, count: number): Key[] =>
    Array.from({ length: count }, (_, index) => ({ pk: stagedPartition(id), sk: pieceSort(index) }));
  const removePieces = async (id: string, count: number): Promise<void> =>
    each(piecesKeys(id, count).map((key) => ({ remove: key })));

  const stage = async (id: string, staged: Staged): Promise<number> => {
    const pieces = piecesOf(JSON.stringify(staged));
    await table.put({
      pk: text(stagedPartition(id)),
      sk: text(recordSort),
      kind: text('other'),
      status: text('open'),
      pieces: number(pieces.length),
      ...todo('staged', clock.now()),
    });
    await Promise.all(
      piecesKeys(id, pieces.length).map(async ({ pk, sk }, index) =>
        table.put({ pk: text(pk), sk: text(sk), kind: text('other'), text: text(pieces[index] ?? '') }),
      ),
    );
    return pieces.length;
  };

  /** Undefined: its pieces were not all written, so nothing was locked; or they are removed, so nothing is left to do. */
  const stagedOf = async (id: string, record: Item): Promise<Staged | undefined> => {
    const items = await table.getAll(piecesKeys(id, numberIn(record, 'pieces') ?? 0));
    const pieces = items.map((item) => textIn(item, 'text'));
    return pieces.every((piece) => piece !== undefined) ? (JSON.parse(pieces.join('')) as Staged) : undefined;
  };

  /** Each set by itself, though in one transaction: one whose lock is gone was written by somebody else meanwhile. */
  const write = async (sets: readonly Action[][]): Promise<void> => {
    for (let left = sets; left.length > 0;) {
      const outcome = await table.transact(left.flat());
      if (outcome.kind === 'written') return;
      if (outcome.kind === 'contended') throw new Error('others are always in the way of a commit that was decided');
      const refused = new Set(outcome.refusals.map(({ index }) => index));
      let at = 0;
      left = left.flatMap((set) => {
        const from = at;
        at += set.length;
        return refused.has(from) ? [] : [set.filter((_, index) => !refused.has(from + index))];
      });
    }
  };

  const carryOut = async (id: string, { plans, held, checkpoints }: Staged, pieces: number): Promise<void> => {
    const steps = plans.map((plan) => lockedTransactions(plan, id, { now: clock.now(), mostActions }));
    const large = steps.filter(({ length }) => length > 1);
    await Promise.all([
      ...transactionsOfSets(
        steps.flatMap((sets) => (sets.length > 1 ? [] : sets)),
        mostActions,
      ).map(write),
      ...large.map(async (sets) => {
        for (const set of sets) await write([set]);
      }),
    ]);
    await each(held.map((partition) => unlockAction(partition, id)));
    const puts = checkpoints.map((item) => ({ put: item }));
    await table.transact([recordAction(id, 'committed', 'applied', ended()), ...puts]);
    await removePieces(id, pieces);
  };

  /** Only what was not decided is undone. */
  const undo = async (id: string, { plans, held, claims }: Staged, pieces: number): Promise<void> => {
    const outcome = await table.transact([recordAction(id, 'open', 'aborted', ended())]);
    if (outcome.kind === 'contended') return;
    if (outcome.kind === 'refused' && statusOf(outcome.refusals[0]?.item) !== 'aborted') return;
    await each([
      ...[...plans.map(({ partition }) => partition), ...held].map((partition) => unlockAction(partition, id)),
      ...claims.map((key) => unclaimAction(key, id)),
    ]);
    await removePieces(id, pieces);
  };

  const unclaimAction = (key: Key, id: string): Action => ({
    remove: key,
    when: '#batch = :batch',
    values: { ':batch': text(id) },
  });

  const claimAction = ({ key, expires }: Claim, id: string): Action => {
    const { when, values } = absent(clock.now());
    return {
      put: ledgerItem(key, id, expires, true),
      when: `${when} or #batch = :batch`,
      values: { ...values, ':batch': text(id) },
    };
  };

  /** Brings a commit to its end, whatever that is: waits for who is at it, carries out what was decided, undoes what was not. */
  const settle = async (id: string): Promise<Status | undefined> => {
    for (let attempt = 0; ; attempt++) {
      const record = await recordOf(id);
      const status = statusOf(record);
      if (!record || (status !== 'open' && status !== 'committed')) return status;
      const pieces = numberIn(record, 'pieces') ?? 0;
      const isOver = attempt >= patience;
      const staged = status === 'committed' || isOver ? await stagedOf(id, record) : undefined;
      if (status === 'committed' && staged) await carryOut(id, staged, pieces);
      else if (status === 'open' && isOver) await undo(id, staged ?? nothing, pieces);
      // Its pieces are removed by who has carried it out, which the record tells then.
      else if (isOver) throw new Error(`the plan of the commit ${id} is gone, and it is not carried out`);
      else await sleep(Math.random() * 25 * 2 ** attempt);
    }
  };

  return {
    /** False: somebody else was first, and nothing is written. */
    commit: async (
      id: string,
      claims: readonly Claim[],
      parts: readonly Part[],
      checkpoints: Item[],
    ): Promise<boolean> => {
      const staged: Staged = {
        plans: parts.flatMap(({ plan }) => (plan ? [plan] : [])),
        held: parts.filter(({ plan }) => !plan).map(({ partition }) => partition),
        claims: claims.map(({ key }) => key),
        checkpoints,
      };
      const pieces = await stage(id, staged);
      const locks = [...claims.map((claim) => claimAction(claim, id)), ...parts.map((part) => lockAction(part, id))];
      for (const group of transactionsOf(locks, mostActions)) {
        if ((await table.transact(group)).kind === 'written') continue;
        await undo(id, staged, pieces);
        return false;
      }
      const decision = await table.transact([recordAction(id, 'open', 'committed')]);
      const [refusal] = decision.kind === 'refused' ? decision.refusals : [];
      // Refused although it was we who decided: the answer to the first try was lost.
      const isOurs = decision.kind === 'written' || ['committed', 'applied'].includes(statusOf(refusal?.item) ?? '');
      if (isOurs) await carryOut(id, staged, pieces);
      else await undo(id, staged, pieces);
      return isOurs || (await settle(id)) === 'applied';
    },
    /** Settles the commit that has locked a resource, and takes away a lock that it may have left. */
    settleLock: async (id: string, partition: string): Promise<void> => {
      await settle(id);
      await table.transact([unlockAction(partition, id)]);
    },
    /** Settles a commit that has claimed events. False: it came to nothing, and they were not handled. */
    cameTrue: async (id: string): Promise<boolean> => (await settle(id)) !== 'aborted',
    /** Takes away a claim that a commit left which came to nothing. */
    unclaim: async (id: string, key: Key): Promise<void> => void (await table.transact([unclaimAction(key, id)])),
    /** Settles what dead writers left. Returns how many commits that were. */
    mend: async (): Promise<number> => {
      let count = 0;
      const before = clock.now() - deadAfter;
      const query = { index: indexes.todo, where: '#todo = :todo and #at <= :at' };
      const values = { ':todo': text('staged'), ':at': number(before) };
      for await (const item of table.query({ ...query, values })) {
        await settle((textIn(item, 'pk') ?? '').slice(stagedPartition('').length));
        count++;
      }
      return count;
    },
  };
};

export type StagedCommits = ReturnType<typeof stagedCommits>;
