import type { Finding } from '../../../core/finding.ts';
import type { Instant } from '../../../core/instant.ts';
import { numberIn, text, textIn, type Item } from './attributes.ts';
import { archivedPrefix, headSort, movingPrefix, referencePrefix } from './layout.ts';
import { unpacked } from './packed.ts';
import type { Query, Table } from './table.ts';
import type { Texts } from './texts.ts';

/** What a resource's head tells. A batch reads it before anything else of the resource, and commits only if it still holds. */
export interface Head {
  /** One more with each batch that writes anything of the resource; undefined: none did. */
  version: number | undefined;
  /** One more with each new reference to the resource. */
  referred: number;
  /** How far time had come when it was written: findings may have ended by then. */
  asOf: Instant | undefined;
  /** How many findings can still move. */
  moving: number;
  /** What is known of it, packed. */
  body: string | undefined;
}

/** A finding, and under which sort key it is stored. */
export interface Stored {
  finding: Finding;
  sk: string;
}

/** What a batch reads of resources, each thing once; by partition. */
export interface Standing {
  head(partition: string): Promise<Head>;
  moving(partition: string): Promise<readonly Stored[]>;
  archived(partition: string): Promise<readonly Stored[]>;
  references(partition: string): Promise<readonly { from: string; role: string }[]>;
  /** What stands between two sort keys, these included. */
  items(partition: string, from: string, to: string): Promise<readonly Item[]>;
  /** All that was read so far, and whether the references to it were. */
  read(): Promise<{ partition: string; head: Head; withReferences: boolean }[]>;
}

const headOf = (item: Item | undefined): Head => ({
  version: numberIn(item, 'version'),
  referred: numberIn(item, 'referred') ?? 0,
  asOf: numberIn(item, 'asOf'),
  moving: numberIn(item, 'moving') ?? 0,
  body: textIn(item, 'body'),
});

/** A question for what stands between two sort keys of a partition, these included. */
export const between = (partition: string, from: string, to: string): Query => ({
  where: '#pk = :pk and #sk between :from and :to',
  values: { ':pk': text(partition), ':from': text(from), ':to': text(to) },
});

/** From where to where sort keys begin with a prefix of ours, behind which there is ASCII or a hash or any text. */
export const beginning = (prefix: string): [string, string] => [prefix, `${prefix}\u{10ffff}`];

/** What is made of each name, once. */
export const once = <Made>(make: (name: string) => Promise<Made>) => {
  const made = new Map<string, Promise<Made>>();
  return async (name: string): Promise<Made> => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
};

/** `settle`: finishes or undoes the commit that has locked a head, and takes its lock away. */
export const standingIn = (
  table: Table,
  texts: Texts,
  settle: (commit: string, partition: string) => Promise<void>,
): Standing => {
  const heads = new Map<string, Promise<Head>>();
  const withReferences = new Set<string>();

  const load = async (partitions: readonly string[]): Promise<Map<string, Head>> => {
    const loaded = new Map<string, Head>();
    for (let wanted = partitions; wanted.length > 0;) {
      const items = await table.getAll(wanted.map((pk) => ({ pk, sk: headSort })));
      const locked = new Map<string, string>();
      for (const [index, partition] of wanted.entries()) {
        const lock = textIn(items[index], 'lock');
        if (lock === undefined) loaded.set(partition, headOf(items[index]));
        else locked.set(partition, lock);
      }
      for (const [partition, lock] of locked) await settle(lock, partition);
      wanted = [...locked.keys()];
    }
    return loaded;
  };

  /** Those that are asked for at once are read together. */
  let next: { wanted: string[]; loaded: Promise<Map<string, Head>> } | undefined;
  const loadedTogether = async (partition: string): Promise<Head> => {
    const wanted = next?.wanted ?? [];
    next ??= {
      wanted,
      loaded: Promise.resolve().then(async () => {
        next = undefined;
        return load(wanted);
      }),
    };
    wanted.push(partition);
    return (await next.loaded).get(partition) ?? headOf(undefined);
  };

  const headIn = async (partition: string): Promise<Head> => {
    const head = heads.get(partition) ?? loadedTogether(partition);
    heads.set(partition, head);
    return head;
  };

  const itemsOf = async (partition: string, from: string, to: string): Promise<Item[]> => {
    await headIn(partition);
    return Array.fromAsync(table.query({ ...between(partition, from, to), consistent: true }));
  };

  const findingsOf = async (partition: string, prefix: string): Promise<Stored[]> =>
    Promise.all(
      (await itemsOf(partition, ...beginning(prefix))).map(async (item) => ({
        finding: await unpacked<Finding>(textIn(item, 'body') ?? '', texts.of),
        sk: textIn(item, 'sk') ?? '',
      })),
    );

  return {
    head: headIn,
    moving: once(async (partition) =>
      (await headIn(partition)).moving === 0 ? [] : findingsOf(partition, movingPrefix),
    ),
    archived: once(async (partition) => findingsOf(partition, archivedPrefix)),
    references: once(async (partition) => {
      withReferences.add(partition);
      if ((await headIn(partition)).referred === 0) return [];
      return (await itemsOf(partition, ...beginning(referencePrefix))).map((item) => ({
        from: textIn(item, 'from') ?? '',
        role: textIn(item, 'role') ?? '',
      }));
    }),
    items: itemsOf,
    read: async () =>
      Promise.all(
        [...heads].map(async ([partition, head]) => ({
          partition,
          head: await head,
          withReferences: withReferences.has(partition),
        })),
      ),
  };
};
