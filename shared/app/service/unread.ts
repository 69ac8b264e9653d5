import { heardOf } from '../../core/known.ts';
import { partitionOf, resourceKey, type ResourceRef } from '../../core/resource-ref.ts';
import { refNamed, type ResourceType } from '../../core/resource-type.ts';
import type { Clock, Locality, Store, Work } from '../../ports.ts';

/** An answer that there was none, as readers and lists give it. */
interface Unavailable {
  reason: string;
  /** The one that is missing; undefined: nobody's permission would help. */
  permission?: string | undefined;
}

type Keeping = { store: Pick<Store, 'begin'>; clock: Clock };

const attempts = 5;

const nothing: Work = {
  changes: [],
  known: [],
  findings: [],
  retold: [],
  snapshots: [],
  transitions: [],
  references: [],
  quarantined: [],
  latest: undefined,
};

const everything = '*';

/** Stands for all resources of a type in a place, where it is not known which there are. */
export const allOf = (type: ResourceType, { account, region }: Locality): ResourceRef =>
  refNamed(type, everything, { account, region, partition: partitionOf(region) });

/**
 * Keeps that a resource could not be read, and for want of which permission, until it is read. Writes nothing where that is
 * known, where the resource is gone, or where no permission is missing. Throws where others are always in the way.
 */
export const keepUnread = async (
  resource: ResourceRef,
  { reason, permission }: Unavailable,
  { store, clock }: Keeping,
): Promise<void> => {
  if (permission === undefined) return;
  const key = resourceKey(resource);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const batch = await store.begin([]);
    const kept = (await batch.kept([key])).get(key)?.known;
    // What stands for all there is can be lacking again after it was there.
    const known = kept && (kept.exists !== false || resource.name !== everything) ? kept : heardOf(resource);
    if (known.exists === false || known.unread?.reason === reason) return batch.abandon();
    const unread = { reason, permission, since: clock.now() };
    if (await batch.commit({ ...nothing, known: [{ ...known, unread }] })) return;
  }
  throw new Error(`${resource.arn} was changed by somebody else ${attempts} times in a row`);
};

/** Keeps that all of a type in a place could be listed after all. */
export const forgetUnread = async (resource: ResourceRef, { store }: Pick<Keeping, 'store'>): Promise<void> => {
  const key = resourceKey(resource);
  const batch = await store.begin([]);
  const kept = (await batch.kept([key])).get(key);
  if (!kept?.known.unread) return batch.abandon();
  const { unread: _, ...known } = kept.known;
  // Who was first has something newer to say of it.
  await batch.commit({ ...nothing, known: [{ ...known, exists: false }] });
};
