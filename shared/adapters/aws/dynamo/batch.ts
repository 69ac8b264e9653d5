import { compareChanges, comparePositions, positionOf, type Change, type Position } from '../../../core/change.ts';
import type { Finding } from '../../../core/finding.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Known } from '../../../core/known.ts';
import { resourceKey } from '../../../core/resource-ref.ts';
import type { Batch, Kept, Snapshot } from '../../../ports.ts';
import { keyOf, keyText, number, numberIn, text, textIn, type Item } from './attributes.ts';
import { commitTo } from './commit.ts';
import type { Context } from './context.ts';
import {
  changePrefix,
  indexes,
  latestSort,
  ledgerKey,
  metaPartition,
  orderText,
  resourceKeyIn,
  resourcePartition,
  snapshotSort,
  type Todo,
} from './layout.ts';
import { unpacked } from './packed.ts';
import type { StagedCommits } from './staged.ts';
import { beginning, between, once, standingIn, type Standing } from './standing.ts';

/** Of events, the keys that nobody handled, each once; what a dead writer left of one is settled first. */
const freshOf = async (
  keys: readonly Uint8Array[],
  entries: readonly (Item | undefined)[],
  staged: StagedCommits,
): Promise<{ fresh: boolean[]; claimed: Uint8Array[] }> => {
  const seen = new Set<string>();
  const cameTrue = once(staged.cameTrue);
  const isHandled = async (entry: Item | undefined): Promise<boolean> => {
    const batch = textIn(entry, 'batch') ?? '';
    if (!entry || numberIn(entry, 'staged') === undefined || (await cameTrue(batch))) return entry !== undefined;
    await staged.unclaim(batch, keyOf(entry));
    return false;
  };
  const fresh: boolean[] = [];
  const claimed: Uint8Array[] = [];
  for (const [index, key] of keys.entries()) {
    const name = keyText(ledgerKey(key));
    const isFresh = !seen.has(name) && !(await isHandled(entries[index]));
    seen.add(name);
    fresh.push(isFresh);
    if (isFresh) claimed.push(key);
  }
  return { fresh, claimed };
};

const bodiesOf = async <Body>(items: readonly Item[], { texts }: Context): Promise<Body[]> =>
  Promise.all(items.map(async (item) => unpacked<Body>(textIn(item, 'body') ?? '', texts.of)));

/** The changes of a resource behind a place, in their order. */
export const changesBehind = async (
  items: readonly Item[],
  after: Position | undefined,
  context: Context,
): Promise<Change[]> =>
  (await bodiesOf<Change>(items, context))
    .filter((change) => !after || comparePositions(positionOf(change), after) > 0)
    .toSorted(compareChanges);

const keptIn = async (
  keys: readonly string[],
  standing: Standing,
  { texts }: Context,
): Promise<readonly (readonly [string, Kept])[]> => {
  const kept = await Promise.all(
    keys.map(async (key) => {
      const partition = resourcePartition(key);
      const { body } = await standing.head(partition);
      if (body === undefined) return undefined;
      const [known, moving] = await Promise.all([unpacked<Known>(body, texts.of), standing.moving(partition)]);
      return [key, { known, findings: moving.map(({ finding }) => finding) }] as const;
    }),
  );
  return kept.filter((entry) => entry !== undefined);
};

/**
 * A batch without a lock: it reads as it goes, remembers the version of every resource that it read, and commits on the
 * condition that none of them has changed, and that nobody has handled its events.
 */
export const dynamoBatch = async (
  context: Context,
  staged: StagedCommits,
  keys: readonly Uint8Array[],
): Promise<Batch> => {
  const { table, texts } = context;
  // How far time has come is read before any resource: see `asOf`.
  const [time, ...entries] = await table.getAll([{ pk: metaPartition, sk: latestSort }, ...keys.map(ledgerKey)]);
  const { fresh, claimed } = await freshOf(keys, entries, staged);
  const latest = numberIn(time, 'value');
  const standing = standingIn(table, texts, staged.settleLock);
  const commit = commitTo(context, staged);
  const tails = new Map<string, Promise<readonly Item[]>>();

  /** Several of a batch's resources ask for the history of what they all refer to. */
  const changesFrom = async (partition: string, from: string): Promise<readonly Item[]> => {
    const key = keyText({ pk: partition, sk: from });
    const tail = tails.get(key) ?? standing.items(partition, from, beginning(changePrefix)[1]);
    tails.set(key, tail);
    return tail;
  };

  const todoBy = async (what: Todo, by: Instant): Promise<Item[]> =>
    Array.fromAsync(
      table.query({
        index: indexes.todo,
        where: '#todo = :todo and #at <= :at',
        values: { ':todo': text(what), ':at': number(by) },
      }),
    );

  return {
    fresh,
    latest,
    kept: async (wanted) => new Map(await keptIn(wanted, standing, context)),
    referrers: async (key) =>
      (await standing.references(resourcePartition(key))).map(({ from, role }) => ({ from, role, to: key })),
    history: async (key, after) =>
      changesBehind(
        await changesFrom(resourcePartition(key), `${changePrefix}${after ? orderText(after.order) : ''}`),
        after,
        context,
      ),
    snapshotBefore: async (key, moment) => {
      const partition = resourcePartition(key);
      await standing.head(partition);
      const end = snapshotSort(moment);
      const query = { ...between(partition, snapshotSort(-Infinity), end), consistent: true as const };
      for await (const item of table.query({ ...query, newestFirst: true, page: 2 })) {
        if (keyOf(item).sk !== end) return (await bodiesOf<Snapshot>([item], context))[0];
      }
      return undefined;
    },
    findingsOf: async (key, since, ids) => {
      const partition = resourcePartition(key);
      const moving = (await standing.moving(partition)).map(({ finding }) => finding);
      const archived = (await standing.archived(partition)).map(({ finding }) => finding);
      return [...moving, ...archived.filter(({ id, firstSeen }) => firstSeen > since || ids.includes(id))];
    },
    // Indexes lag behind: they tell where to look, the resource itself what is so.
    due: async (by) => {
      const due = (await todoBy('due', by)).map(async (item) => {
        const { pk } = keyOf(item);
        const { body } = resourceKeyIn(pk) === undefined ? await standing.head(pk) : {};
        return body === undefined ? resourceKeyIn(pk) : resourceKey((await unpacked<Known>(body, texts.of)).resource);
      });
      return (await Promise.all(due)).filter((key) => key !== undefined);
    },
    expiring: async (by) => {
      const partitions = new Set((await todoBy('expiring', by)).map((item) => keyOf(item).pk));
      const moving = await Promise.all([...partitions].map(async (partition) => standing.moving(partition)));
      return moving
        .flat()
        .map(({ finding }) => finding)
        .filter(({ status, expiresAt }: Finding) => status === 'open' && expiresAt !== undefined && expiresAt <= by);
    },
    commit: async (work) => commit(work, { standing, fresh: claimed, latest }),
    abandon: async () => {},
  };
};
