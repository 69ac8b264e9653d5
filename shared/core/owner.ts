import { namesActor, type Named } from './actor-arns.ts';
import type { Configuration } from './configuration.ts';
import { currentEpisode, type Finding } from './finding.ts';
import type { KnownMap } from './known-map.ts';
import { tagMeaning } from './severity.ts';

/** Who answers for what a finding is about, and what says so; null: nobody does, as far as we were told. */
export interface Owner {
  owner: string | null;
  by: 'tag' | 'account' | 'actor' | 'default';
}

/**
 * The owner by the resource's own tag, then by its account, then by who did it, then the default. A finding's placement
 * already is tag before account. `tags`: the resource's, where they are at hand; without them, what its account does not
 * say was said by a tag.
 */
export const ownerOf = (
  { placement, resource }: Pick<Finding, 'placement' | 'resource'>,
  actor: Named | undefined,
  { accounts, tags: readings, notices }: Pick<Configuration, 'accounts' | 'tags' | 'notices'>,
  tags?: KnownMap,
): Owner => {
  const ofAccount = Object.hasOwn(accounts, resource.account) ? accounts[resource.account]?.owner : undefined;
  const { owner } = placement;
  // A tag without a value names nobody.
  if (owner) {
    const isTag = tags ? tagMeaning(readings.owner, tags) === owner : owner !== ofAccount;
    return { owner, by: isTag ? 'tag' : 'account' };
  }
  if (ofAccount) return { owner: ofAccount, by: 'account' };
  const ofActor = actor && notices.ownersOfActors.find(({ actor: pattern }) => namesActor(pattern, actor));
  return ofActor ? { owner: ofActor.owner, by: 'actor' } : { owner: notices.defaultOwner, by: 'default' };
};

/** A finding whose placement names who answers for it by whatever says so, as routes ask for it. */
export const withOwner = <Each extends Pick<Finding, 'placement' | 'resource' | 'episodes'>>(
  finding: Each,
  configuration: Pick<Configuration, 'accounts' | 'tags' | 'notices'>,
): Each => {
  const { owner } = ownerOf(finding, currentEpisode(finding)?.openedBy.actor, configuration);
  return { ...finding, placement: { ...finding.placement, owner } };
};
