import { severities, type Severity } from '../../../core/configuration.ts';
import type { Finding } from '../../../core/finding.ts';
import type { FindingQuery } from '../../../ports.ts';
import { keyOf, keyText, text, textIn, type Item, type Key } from './attributes.ts';
import type { Context } from './context.ts';
import { archivedPrefix, findingList, findingLists, indexes, keyPart, movingPrefix, severityRank } from './layout.ts';
import { likeness, nameLikeness } from './named.ts';
import { unpacked } from './packed.ts';
import { namedResources } from './resource-queries.ts';
import { beginning, between } from './standing.ts';
import type { Query } from './table.ts';

const isExact = (typed: string | undefined): typed is string => typed !== undefined && !typed.includes('*');

const severitiesFrom = (least: Severity | undefined): readonly Severity[] =>
  least === undefined ? severities : severities.slice(0, severityRank(least) + 1);

const openIn = (index: string, name: string, value: string): Query => ({
  index,
  where: `#${name} = :value`,
  values: { ':value': text(value) },
});

/** Which index tells of open findings with the least that was not asked for. */
const openQueries = ({ severity, control, account, owner }: FindingQuery): Query[] => {
  if (isExact(control)) return [openIn(indexes.control, 'openControl', keyPart(control, 1_024))];
  if (owner !== undefined) return [openIn(indexes.owner, 'openOwner', keyPart(owner, 1_024))];
  if (account !== undefined) return [openIn(indexes.account, 'openAccount', keyPart(account, 1_024))];
  return severitiesFrom(severity).map((each) => openIn(indexes.severity, 'openSeverity', each));
};

const isAsked = (query: FindingQuery): ((finding: Finding) => boolean) => {
  const { status, severity, account, owner } = query;
  const isControl = query.control === undefined ? () => true : likeness(query.control);
  const isResource = query.resource === undefined ? () => true : nameLikeness(query.resource);
  const wanted = severitiesFrom(severity);
  return (finding) =>
    (!status || finding.status === status) &&
    wanted.includes(finding.severity) &&
    (!account || finding.resource.account === account) &&
    (!owner || finding.placement.owner === owner) &&
    isControl(finding.controlId) &&
    isResource(finding.resource.arn);
};

/** Whether an entry of an index of open findings can be what is asked for: its sort key tells severity and control. */
const canBeAsked = ({ severity, control }: FindingQuery): ((item: Item) => boolean) => {
  const isControl = control === undefined ? () => true : likeness(control);
  const ranks = new Set(severitiesFrom(severity).map((each) => String(severityRank(each))));
  return (item) => {
    const [rank = '', id = '', ...rest] = (textIn(item, 'openPlace') ?? '').split('#');
    return rest.length !== 2 || (ranks.has(rank) && (!id.startsWith('=') || isControl(id.slice(1))));
  };
};

const bySeverity = (a: Finding, b: Finding): number =>
  severityRank(a.severity) - severityRank(b.severity) || a.lastSeen - b.lastSeen || (a.id < b.id ? -1 : 1);

const bodiesAtOnce = 400;

/** The questions about findings. None of them reads the table through: each goes by a key or an index. */
export const findingQueries = (context: Context) => {
  const { table, texts } = context;

  const findingsAt = async (keys: readonly Key[]): Promise<Finding[]> => {
    const found: Finding[] = [];
    for (let from = 0; from < keys.length; from += bodiesAtOnce) {
      const items = await table.getAll(keys.slice(from, from + bodiesAtOnce), 'stale');
      const bodies = items.map((item) => textIn(item, 'body')).filter((body) => body !== undefined);
      found.push(...(await Promise.all(bodies.map(async (body) => unpacked<Finding>(body, texts.of)))));
    }
    return found;
  };

  /** An entry can stand in an index twice while a finding is moved: keys are looked up once each, findings told once each. */
  const keysOf = async (queries: readonly Query[], isWanted: (item: Item) => boolean): Promise<Key[]> => {
    const keys = new Map<string, Key>();
    for (const query of queries) {
      for await (const item of table.query(query)) if (isWanted(item)) keys.set(keyText(keyOf(item)), keyOf(item));
    }
    return [...keys.values()];
  };

  const ofResources = async (named: string): Promise<Finding[]> => {
    const partitions = await namedResources(context, named);
    const items = await Promise.all(
      partitions.flatMap((partition) =>
        [movingPrefix, archivedPrefix].map(async (prefix) =>
          Array.fromAsync(table.query(between(partition, ...beginning(prefix)))),
        ),
      ),
    );
    return Promise.all(items.flat().map(async (item) => unpacked<Finding>(textIn(item, 'body') ?? '', texts.of)));
  };

  const candidates = async (query: FindingQuery): Promise<Finding[]> => {
    if (isExact(query.resource)) return ofResources(query.resource);
    if (query.status === 'open') return findingsAt(await keysOf(openQueries(query), canBeAsked(query)));
    const all = findingLists.map((list) => openIn(indexes.listed, 'list', list));
    return findingsAt(await keysOf(all, () => true));
  };

  return {
    findings: async function* (query: FindingQuery): AsyncGenerator<Finding> {
      const found = new Map((await candidates(query)).map((finding) => [finding.id, finding]));
      yield* [...found.values()].filter(isAsked(query)).toSorted(bySeverity);
    },
    finding: async (id: string): Promise<Finding | 'ambiguous' | undefined> => {
      const lists = id === '' ? findingLists : [findingList(id)];
      const found = new Map<string, Finding>();
      for (const list of lists) {
        const query: Query = {
          index: indexes.listed,
          where: '#list = :list and begins_with(#place, :place)',
          values: { ':list': text(list), ':place': text(keyPart(id, 512)) },
          // Two that are different are enough, and one may stand there twice for a moment.
          page: 3,
        };
        const keys: Key[] = [];
        for await (const item of table.query(query)) if (keys.push(keyOf(item)) === 3) break;
        for (const finding of await findingsAt(keys)) found.set(finding.id, finding);
        if (found.size > 1) return 'ambiguous';
      }
      return [...found.values()][0];
    },
    open: async (): Promise<Record<Severity, number>> => {
      const counts = severities.map(
        async (severity) => [severity, await table.count(openIn(indexes.severity, 'openSeverity', severity))] as const,
      );
      return Object.fromEntries(await Promise.all(counts)) as Record<Severity, number>;
    },
  };
};
