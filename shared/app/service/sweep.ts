import { minutes } from '../../core/instant.ts';
import { refOf } from '../../core/resource-ref.ts';
import type { ResourceType } from '../../core/resource-type.ts';
import type { Backlog, Lister, Locality, Queue } from '../../ports.ts';
import { assess, type Assessing } from '../assess.ts';
import { eventKey, type Event } from '../event.ts';
import { changeOfRead } from '../observe.ts';
import { messageOfRead, type ListMessage, type WorkMessage } from './messages.ts';

export interface Sweeping extends Omit<Assessing, 'onEvaluation'> {
  lister: Lister;
  work: Queue<WorkMessage>;
  /** Of the events that wait to be judged: they go first. */
  backlog: Backlog;
  /** Names the controls and the configuration. A sweep by another than the last is a baseline. */
  version: string;
}

/** What came of a list. `waits`: events are waiting, and go first. */
export type ListEnd =
  | { kind: 'listed'; count: number; isBaseline: boolean }
  | { kind: 'waits' | 'unwatched' }
  | { kind: 'unavailable'; reason: string };

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

/** Under which name it is kept which controls the last whole sweep of a type in a place was judged by. */
const sweptBy = ({ type, account, region }: ListMessage): string => `swept ${type} ${account} ${region}`;

/**
 * Lists one page of what there is, and has each resource read. The first sweep of a type in a place, and the first by
 * other controls or another configuration, is a baseline. Throws where AWS, the store or the queue fail: the message comes
 * again, and the reads it asked for twice change nothing.
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
  if (listed.kind === 'unavailable') return listed;
  const isBaseline = (await assessing.store.checkpoint(sweptBy(message))) !== version;
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
  await work.send(
    found.flatMap(({ resource, state }) =>
      state ? [] : [{ ...messageOfRead({ resource, delay: 0 }), ...(isBaseline && { baseline: true as const }) }],
    ),
  );
  if (listed.next !== undefined) await work.send([{ ...message, page: listed.next }]);
  else await assess([], [], assessing, { [sweptBy(message)]: version });
  return { kind: 'listed', count: found.length, isBaseline };
};
