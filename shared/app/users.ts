import type { Catalogue } from '../core/catalogue.ts';
import { referencesOf } from '../core/related.ts';
import { resourceKey, type ResourceRef } from '../core/resource-ref.ts';
import type { Store } from '../ports.ts';

/** Who uses a resource: whom it concerns when it is wrong, and when it is changed. */
export interface Users {
  /** By their ARNs. */
  users: readonly ResourceRef[];
  /** False: more have ever referred to it than were looked at. */
  isAll: boolean;
}

/** A key may have been referred to by every job there ever was. */
const mostLookedAt = 50;

/**
 * The resources that refer to one now, as far as is known: the roles, users and groups that hold a policy, the notebooks of a
 * key. What once did and does no more, or is gone, is none of them, nor are the runs of jobs.
 */
export const usersOf = async (
  resource: ResourceRef,
  store: Pick<Store, 'referring'>,
  catalogue: Pick<Catalogue, 'types'>,
): Promise<Users> => {
  const key = resourceKey(resource);
  const { known, isAll } = await store.referring(key, mostLookedAt);
  const using = known.filter(({ resource: from, exists, state }) => {
    const type = catalogue.types.get(from.type);
    // What a part is of says so itself; a run of a job ends by itself, and nobody may have told of it.
    if (exists === false || type?.isPart || type?.workloadOf) return false;
    return referencesOf(catalogue, from, state).some((reference) => resourceKey(reference.resource) === key);
  });
  return { users: using.map((user) => user.resource).toSorted((a, b) => (a.arn < b.arn ? -1 : 1)), isAll };
};
