import type { Catalogue } from './catalogue.ts';
import type { Related, RelatedResource } from './control.ts';
import { withEntries, type KnownMap } from './known-map.ts';
import type { Known } from './known.ts';
import { partitionOf, resourceKey, type Place, type ResourceRef } from './resource-ref.ts';
import { refNamed, type Reference } from './resource-type.ts';
import type { Members } from './trail-record.ts';

/** How far references are followed: endpoint → configuration → key alias → key. */
const referenceDepth = 3;

/** How far a role with a star is followed beside that: an account, five organizational units, the root. [Organizations, quotas] */
const chainLength = 6;

/** How far from a resource those can be that its verdicts rest on. */
export const reachOf = ({ chainedRoles }: Pick<Catalogue, 'chainedRoles'>): number =>
  referenceDepth + (chainedRoles.size > 0 ? chainLength : 0);

/** Where the resources that a resource names by a bare name are: beside it. */
export const placeOf = ({ arn, account, region }: ResourceRef): Place => ({
  partition: arn.split(':')[1] ?? partitionOf(region),
  account,
  region,
});

/** The resource that a name or an ARN in a state refers to. */
export const referred = (catalogue: Pick<Catalogue, 'types'>, { type, name }: Reference, place: Place): ResourceRef =>
  refNamed(catalogue.types.get(type) ?? { name: type, arnOf: (bare) => bare }, name, place);

/** What a change states, entries that it adds to a map among it: `+attachedPolicies` is a part of `attachedPolicies`. */
const withAdded = (state: Members): Members => {
  const added = Object.keys(state).filter((key) => key.startsWith('+'));
  if (added.length === 0) return state;
  const maps = added.map((key): [string, unknown] => {
    const map = key.slice(1);
    return [map, withEntries(state[map] as KnownMap | undefined, state[key] as KnownMap['entries'])];
  });
  return { ...state, ...Object.fromEntries(maps) };
};

/** What a state refers to, or what a change states of one, by role; only by the wanted roles where some are named. */
export const referencesOf = (
  catalogue: Pick<Catalogue, 'types'>,
  resource: ResourceRef,
  state: Members,
  wanted?: ReadonlySet<string>,
): readonly { role: string; resource: ResourceRef }[] => {
  const references = catalogue.types.get(resource.type)?.references;
  if (!references) return none;
  const found: { role: string; resource: ResourceRef }[] = [];
  const whole = withAdded(state);
  let place: Place | undefined;
  for (const role in references) {
    if (wanted && !wanted.has(role)) continue;
    for (const reference of references[role]?.(whole) ?? none) {
      place ??= placeOf(resource);
      found.push({ role, resource: referred(catalogue, reference, place) });
    }
  }
  return found;
};

const none: readonly never[] = [];

export interface Gathered {
  related: Related;
  /** Keys of everything that was looked at, for whoever asks what a verdict rests on. */
  keys: readonly string[];
}

/** Gathers what controls follow of what a resource refers to, and of what that refers to in turn. */
export const gather = (
  catalogue: Catalogue,
  resource: ResourceRef,
  state: Members,
  look: (resource: ResourceRef) => { known: Known | undefined; state: Members },
): Gathered => {
  const keys: string[] = [];
  const { followedRoles, chainedRoles } = catalogue;
  const gatherFrom = (from: ResourceRef, members: Members, depth: number, chain: number): Related => {
    const related: Record<string, RelatedResource[]> = {};
    const wanted = depth > 0 ? followedRoles : chainedRoles;
    for (const { role, resource: to } of referencesOf(catalogue, from, members, wanted)) {
      const isChained = chainedRoles.has(role);
      if (isChained && chain === 0) continue;
      keys.push(resourceKey(to));
      const { known, state: found } = look(to);
      (related[role] ??= []).push({
        resource: known?.resource ?? to,
        exists: known?.exists,
        state: found,
        related: isChained ? gatherFrom(to, found, depth, chain - 1) : gatherFrom(to, found, depth - 1, chain),
      });
    }
    return related;
  };
  return { related: gatherFrom(resource, state, referenceDepth, chainLength), keys };
};
