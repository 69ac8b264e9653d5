import type { Transition } from '../../../core/finding.ts';
import type { Clock, Quarantined, Sleep, Store } from '../../../ports.ts';
import { mostInTransaction } from './action.ts';
import { numberIn, text, textIn, type Item } from './attributes.ts';
import { changesBehind, dynamoBatch } from './batch.ts';
import { bookIn } from './book.ts';
import type { DynamoClient } from './client.ts';
import type { Context } from './context.ts';
import { findingQueries } from './finding-queries.ts';
import {
  changePrefix,
  checkpointSort,
  latestSort,
  metaPartition,
  quarantinePartition,
  resourcePartition,
  type Kind,
} from './layout.ts';
import { unpacked } from './packed.ts';
import { resourceQueries } from './resource-queries.ts';
import { defaultRetention, type Retention } from './retention.ts';
import { stagedCommits } from './staged.ts';
import { beginning, between } from './standing.ts';
import { openTable } from './table.ts';
import { textsIn } from './texts.ts';
import { transitionQueries } from './transition-queries.ts';

export interface DynamoOptions {
  table: string;
  client: DynamoClient;
  clock: Clock;
  sleep: Sleep;
  retention?: Partial<Retention> | undefined;
  /** How many actions a transaction may have. Default: the hundred that DynamoDB takes. */
  mostActions?: number | undefined;
}

/** The store on AWS, and what only it needs. */
export interface DynamoStore extends Store {
  /** The transition that an item of the table's stream holds. Throws for any other item. */
  transitionIn(image: Item): Promise<Transition>;
  /** Finishes or undoes what writers that died left of large commits. Returns how many those were. */
  mend(): Promise<number>;
}

/**
 * The store in one DynamoDB table (infra/table.yml, docs/data-model.md). Several writers may use it at once, and one may
 * begin several batches: who commits on what has changed since is told so, and nothing of it is written.
 */
export const dynamoStore = ({
  table: name,
  client,
  clock,
  sleep,
  retention,
  mostActions = mostInTransaction,
}: DynamoOptions): DynamoStore => {
  const table = openTable({ table: name, client, clock, sleep });
  const texts = textsIn(table);
  const context: Context = {
    table,
    texts,
    clock,
    sleep,
    retention: { ...defaultRetention, ...retention },
    mostActions,
  };
  const staged = stagedCommits(context);
  const findings = findingQueries(context);
  const transitions = transitionQueries(context);
  const resources = resourceQueries(context);
  /** How many batches in a row found that somebody else was first: each waits a little longer. */
  let conflicts = 0;

  const metaOf = async (sk: string) => (await table.getAll([{ pk: metaPartition, sk }]))[0];

  return {
    begin: async (keys) => {
      if (conflicts > 0) await sleep(Math.random() * Math.min(50 * 2 ** conflicts, 2_000));
      const batch = await dynamoBatch(context, staged, keys);
      return {
        ...batch,
        commit: async (work) => {
          const isWritten = await batch.commit(work);
          conflicts = isWritten ? 0 : conflicts + 1;
          return isWritten;
        },
      };
    },
    ...findings,
    ...transitions,
    ...resources,
    ...bookIn(context),
    history: async (key) => {
      const query = between(resourcePartition(key), ...beginning(changePrefix));
      return changesBehind(await Array.fromAsync(table.query({ ...query, consistent: true })), undefined, context);
    },
    quarantined: async function* () {
      const query = { where: '#pk = :pk', values: { ':pk': text(quarantinePartition) } };
      for await (const item of table.query(query)) yield unpacked<Quarantined>(textIn(item, 'body') ?? '', texts.of);
    },
    latest: async () => numberIn(await metaOf(latestSort), 'value'),
    checkpoint: async (named) => textIn(await metaOf(checkpointSort(named)), 'value'),
    close: async () => {},
    transitionIn: async (image) => {
      if (textIn(image, 'kind') !== ('transition' satisfies Kind))
        throw new Error('an item of the stream that is no transition');
      return unpacked<Transition>(textIn(image, 'body') ?? '', texts.of);
    },
    mend: staged.mend,
  };
};
