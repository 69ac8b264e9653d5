import type { Context, RelatedResource } from '../core/control.ts';
import { notApplicable, type Verdict } from '../core/verdict.ts';
import { landingZoneRole, type LandingZoneRole } from '../resources/iam/landing-zone-role.ts';
import { identityAdministrator } from './identity-administrator.ts';
import { policiesOfRole, type Identity } from './identity.ts';

/** The account that a landing-zone role lets in and that the configuration does not call one's own; undefined: there is none. */
export const strangerOf = (
  { trustedAccounts }: LandingZoneRole,
  { resource, configuration }: Pick<Context, 'configuration'> & Pick<Identity, 'resource'>,
): string | undefined =>
  trustedAccounts.find((account) => account !== resource.account && !Object.hasOwn(configuration.accounts, account));

/** What has to be followed to know whose a part of a role is. */
export const followsOwner = policiesOfRole('owner');

const ownerIn = ({ related }: Context): RelatedResource | undefined =>
  related['owner']?.find(({ resource }) => resource.type === 'iam/role');

/** A role that its maker makes an administrator, of which all is known that `iam/landing-zone-role` reads: it is listed there. */
const isListed = (owner: RelatedResource, configuration: Context['configuration']): LandingZoneRole | undefined => {
  const { trust, inlinePolicies, attachedPolicies, boundary } = owner.state;
  if (typeof trust !== 'string') return undefined;
  if ([inlinePolicies, attachedPolicies, boundary].includes(undefined)) return undefined;
  const role = landingZoneRole(owner.resource, trust);
  return role?.administrator && !strangerOf(role, { resource: owner.resource, configuration }) ? role : undefined;
};

/**
 * Why a part of a role is not judged by itself: AWS keeps the role, or it is an administrator that a landing zone makes and
 * `iam/landing-zone-role` lists. `administers`: whether the part alone makes its role one, which the role's own state
 * may not say yet. Undefined: it is judged like any other; so is one of whose role not all is known.
 */
export const partOfKeptRole = (context: Context, administers: () => boolean): Verdict | undefined => {
  const owner = ownerIn(context);
  if (!owner) return undefined;
  if (owner.state['serviceLinked'] === true) return notApplicable('AWS made the role and keeps its policies');
  const role = isListed(owner, context.configuration);
  if (!role || (!administers() && identityAdministrator(owner, context.at).status !== 'fail')) return undefined;
  return notApplicable(
    `It is of the role ${owner.resource.name}, an administrator that ${role.maker} makes: iam/landing-zone-role lists it`,
  );
};
