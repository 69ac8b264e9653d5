import type { Change } from '../../../core/change.ts';
import { isUndecided, type Known } from '../../../core/known.ts';
import { resourceKey } from '../../../core/resource-ref.ts';
import type { Locality } from '../../../ports.ts';
import { keyOf, text, textIn, type Item } from './attributes.ts';
import type { Context } from './context.ts';
import {
  folded,
  headSort,
  indexes,
  placeOfName,
  presentList,
  resourceKeyIn,
  resourceList,
  runList,
  undecidedList,
  referencePrefix,
  resourcePartition,
} from './layout.ts';
import { likeness, nameLikeness } from './named.ts';
import { unpacked } from './packed.ts';
import { beginning, between } from './standing.ts';
import type { Query } from './table.ts';

const listedIn = (list: string, place?: string): Query => ({
  index: indexes.listed,
  where: place === undefined ? '#list = :list' : '#list = :list and begins_with(#place, :place)',
  values: { ':list': text(list), ...(place !== undefined && { ':place': text(place) }) },
});

/** Whether a pattern can only match names, since no ARN begins like it. */
const isOfNames = (literal: string): boolean => !literal.startsWith('arn:') && !'arn:'.startsWith(literal);

/** Jobs by name: a pattern is sought by what stands before its first `*`; only one that begins with it reads the whole list. */
const runsNamed = (typed: string): Query => {
  const [literal = ''] = folded(typed).split('*');
  if (!typed.includes('*')) return listedIn(runList, placeOfName(typed));
  return isOfNames(literal) && literal.length <= 64 ? listedIn(runList, `=${literal}`) : listedIn(runList);
};

/**
 * The partitions of resources whose ARN or name is, or with `*` matches, what people type. By the last part of the name; with
 * `*`, which can stand for any part, by reading the list of all resources' names.
 */
export const namedResources = async ({ table }: Context, typed: string): Promise<string[]> => {
  const query = typed.includes('*') ? listedIn(resourceList) : listedIn(resourceList, placeOfName(typed));
  const isNamed = nameLikeness(typed);
  const partitions = new Set<string>();
  for await (const item of table.query(query)) {
    const { pk } = keyOf(item);
    const key = resourceKeyIn(pk);
    if (key === undefined || isNamed(key)) partitions.add(pk);
  }
  return [...partitions];
};

const headsAtOnce = 400;

/** The resources that people name, by themselves or by a job of theirs. */
export const resourceQueries = (context: Context) => {
  const { table, texts } = context;

  const knownIn = async (partitions: readonly string[]): Promise<Known[]> => {
    const heads = await table.getAll(
      partitions.map((pk) => ({ pk, sk: headSort })),
      'stale',
    );
    const bodies = heads.map((head) => textIn(head, 'body')).filter((body) => body !== undefined);
    const known = await Promise.all(bodies.map(async (body) => unpacked<Known>(body, texts.of)));
    return known.toSorted((a, b) => (resourceKey(a.resource) < resourceKey(b.resource) ? -1 : 1));
  };

  const ran = async (typed: string): Promise<string[]> => {
    const isLike = likeness(typed);
    const listed = await Array.fromAsync(table.query(runsNamed(typed)));
    const changes = await table.getAll(listed.map(keyOf), 'stale');
    const didRun = async (item: Item): Promise<boolean> => {
      const { run } = await unpacked<Change>(textIn(item, 'body') ?? '', texts.of);
      return run !== undefined && (isLike(run.name) || isLike(run.arn));
    };
    const partitions = await Promise.all(
      changes.map(async (item) => (item && (await didRun(item)) ? keyOf(item).pk : undefined)),
    );
    return [...new Set(partitions.filter((partition) => partition !== undefined))];
  };

  const entriesIn = (index: string, name: string, value: string): AsyncIterable<Item> =>
    table.query({ index, where: `#${name} = :value`, values: { ':value': text(value) } });

  /** Resources by their partitions, some heads at a time. */
  const knownOf = async function* (entries: AsyncIterable<Item>): AsyncGenerator<Known> {
    let partitions: string[] = [];
    for await (const item of entries) {
      if (partitions.push(keyOf(item).pk) < headsAtOnce) continue;
      yield* await knownIn(partitions);
      partitions = [];
    }
    yield* await knownIn(partitions);
  };

  return {
    present: async function* (type: string, place: Locality): AsyncGenerator<string> {
      const hashed: Item[] = [];
      for await (const item of entriesIn(indexes.present, 'present', presentList(type, place))) {
        const key = resourceKeyIn(keyOf(item).pk);
        if (key === undefined) hashed.push(item);
        else yield key;
      }
      for (const { resource } of await knownIn(hashed.map((item) => keyOf(item).pk))) yield resourceKey(resource);
    },
    // The index may not know yet that something was decided.
    undecided: async function* (): AsyncGenerator<Known> {
      const found = knownOf(entriesIn(indexes.undecided, 'undecided', undecidedList));
      for await (const known of found) if (isUndecided(known)) yield known;
    },
    // A reference stands once for each of its roles.
    referring: async (key: string, most: number): Promise<{ known: Known[]; isAll: boolean }> => {
      const query = between(resourcePartition(key), ...beginning(referencePrefix));
      const from = new Set<string>();
      for await (const item of table.query({ ...query, page: most + 1 })) {
        const edge = await unpacked<{ from: string }>(textIn(item, 'body') ?? '', texts.of);
        if (from.add(edge.from).size > most) break;
      }
      const known = await knownIn([...from].slice(0, most).map(resourcePartition));
      return { known, isAll: from.size <= most };
    },
    resources: async (typed: string): Promise<Known[]> => {
      const [isLike, isEnd] = [likeness(typed), likeness(`*/${typed}`)];
      const found = (await knownIn(await namedResources(context, typed))).filter(({ resource }) => {
        const key = resourceKey(resource);
        return isLike(key) || isLike(resource.name) || isEnd(key);
      });
      return found.length > 0 ? found : knownIn(await ran(typed));
    },
  };
};
