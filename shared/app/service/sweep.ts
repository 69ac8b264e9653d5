import { minutes, type Instant } from '../../core/instant.ts';
import { refOf, type ResourceRef } from '../../core/resource-ref.ts';
import type { ResourceType } from '../../core/resource-type.ts';
import type { Backlog, Lister, Locality, Queue, Store } from '../../ports.ts';
import { assess, type Assessing } from '../assess.ts';
import { eventKey, type Event } from '../event.ts';
import { changeOfRead } from '../observe.ts';
import { messageOfRead, type ListMessage, type WorkMessage } from './messages.ts';
import { allOf, forgetUnread, keepUnread } from './unread.ts';
import { keptPage, vanished } from './vanished.ts';

export interface Sweeping extends Omit<Assessing, 'onEvaluation'> {
  lister: Lister;
  work: Queue<WorkMessage>;
  /** Of the events that wait to be judged: they go first. */
  backlog: Backlog;
  /** Names the controls and the configuration. A sweep by another than the last is a baseline. */
  version: string;
}

/** What came of a list. `gone`: so many are known and no longer listed, and are read; `waits`: events are waiting, and go first. */
export type ListEnd =
  | { kind: 'listed'; count: number; isBaseline: boolean; gone?: number }
  | { kind: 'waits' | 'unwatched' }
  | { kind: 'unavailable'; reason: string; permission?: string | undefined };

/** Events that wait for longer than this go before any sweep. */
const patience = minutes(1);

/** Types that AWS can be asked about, or whose list tells all. Jobs are over when they would be listed. */
export const sweptTypes = (types: Iterable<ResourceType>): readonly ResourceType[] =>
  [...types].filter(({ workloadOf, name }) => !workloadOf && name.includes('/'));

/** The first message of every list of a sweep: one for each type, account and Region. */
export const sweepMessages = (
  types: readonly ResourceType[],
  localitiesOf: (type: ResourceType) => readonly Locality[],
  sweep: string,
): readonly ListMessage[] =>
  types.flatMap((type) =>
    localitiesOf(type).map(({ account, region }) => ({
      kind: 'list' as const,
      type: type.name,
      account,
      region,
      sweep,
    })),
  );

/** An organization is listed by its management account; that no other account may is no lack of a permission. */
const isAskedOfOneAccount = ({ eventSource }: ResourceType): boolean => eventSource === 'organizations.amazonaws.com';

/** Under which name it is kept which controls the last whole sweep of a type in a place was judged by, and when it ended. */
export const sweptBy = ({ type, account, region }: Pick<ListMessage, 'type' | 'account' | 'region'>): string =>
  `swept ${type} ${account} ${region}`;

/** The last whole sweep of a type in a place: by which controls, and when it ended, where that was kept. */
export const lastSweep = async (
  list: Pick<ListMessage, 'type' | 'account' | 'region'>,
  { store }: { store: Pick<Store, 'checkpoint'> },
): Promise<{ version: string; at: Instant | undefined } | undefined> => {
  const kept = await store.checkpoint(sweptBy(list));
  if (kept === undefined) return undefined;
  const [version = '', at] = kept.split(' ');
  return { version, at: at === undefined ? undefined : Number(at) };
};

/**
 * Lists one page of what there is, and has each resource read. The first sweep of a type in a place, and the first by
 * other controls or another configuration, is a baseline. Throws where AWS, the store or the queue fail: the message comes
 * again, and the reads it asked for twice change nothing. What is known, and no longer listed at the end, is read, too.
 */
export const listResources = async (message: ListMessage, sweeping: Sweeping): Promise<ListEnd> => {
  const { lister, work, backlog, version, ...assessing } = sweeping;
  const type = assessing.catalogue.types.get(message.type);
  if (!type) return { kind: 'unwatched' };
  const age = await backlog.age();
  if (age !== undefined && age > patience) {
    await work.send([message], patience);
    return { kind: 'waits' };
  }
  const listed = await lister.list(type, message, message.page);
  if (listed.kind === 'unavailable') {
    if (!isAskedOfOneAccount(type)) await keepUnread(allOf(type, message), listed, assessing);
    return listed;
  }
  const isBaseline = (await lastSweep(message, assessing))?.version !== version;
  const found = listed.resources.map(({ arn, state }) => ({ resource: refOf(type.name, arn, message), state }));
  const at = assessing.clock.now();
  const told: Event[] = found.flatMap(({ resource, state }, index) => {
    if (!state) return [];
    const read = changeOfRead(resource, { kind: 'found', state, at, final: true }, isBaseline);
    // Several lists, and several entries of one, may each tell a part of the same resource in the same moment.
    const change = { ...read, eventId: `${read.eventId} listed in ${message.account} as ${index}` };
    return [{ key: eventKey(change.eventId), at, class: 'evaluated' as const, changes: [change] }];
  });
  for (const event of told) await assess([event], [], assessing);
  const read = (resources: readonly ResourceRef[]) =>
    resources.map((resource) => ({
      ...messageOfRead({ resource, delay: 0 }),
      ...(isBaseline && { baseline: true as const }),
    }));
  await work.send(read(found.flatMap(({ resource, state }) => (state ? [] : [resource]))));
  const resources = found.map(({ resource }) => resource);
  if (listed.next !== undefined) {
    await assess([], [], assessing, keptPage(message, resources));
    await work.send([{ ...message, page: listed.next, pages: (message.pages ?? 0) + 1 }]);
    return { kind: 'listed', count: found.length, isBaseline };
  }
  // What only its list tells of cannot be read: it stays what it is.
  const gone = type.described ? await vanished({ type, message, listed: resources }, assessing.store) : [];
  await work.send(read(gone));
  await forgetUnread(allOf(type, message), assessing);
  await assess([], [], assessing, { [sweptBy(message)]: `${version} ${assessing.clock.now()}` });
  return { kind: 'listed', count: found.length, isBaseline, ...(gone.length > 0 && { gone: gone.length }) };
};
