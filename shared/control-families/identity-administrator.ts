import type { Instant } from '../core/instant.ts';
import { presentEntries, type KnownMap } from '../core/known-map.ts';
import { fail, pass, unknown, type Verdict } from '../core/verdict.ts';
import { administratorPolicy } from '../iam/administrator-policies.ts';
import { administratorVerdictOf } from './administrator.ts';
import { identityInput, placeOf, policiesOf, type Identity } from './identity.ts';

/**
 * Whether an identity administers its account, outright or in effect, by all its policies together and inside its boundary.
 * A failure says by what, after its name: "holds …", "allows …". What AWS's administrator policies give is known without
 * their text. A boundary that no record told of limits nothing.
 */
export const identityAdministrator = (identity: Identity, at: Instant): Verdict => {
  const { state, resource } = identity;
  const policies = policiesOf(identity);
  const isLimited = typeof state['boundary'] === 'string';
  const held = presentEntries(state['attachedPolicies'] as KnownMap | undefined).flatMap(
    ([, arn]) => administratorPolicy(arn) ?? [],
  )[0];
  if (held && !isLimited) {
    return fail(`holds the AWS managed policy ${held.name}: ${held.power}`, { reach: 'administrator' });
  }
  if (isLimited && policies.boundary === undefined) return unknown(...policies.missing);
  const { missing } = policiesOf({ ...identity, state: { ...state, boundary: null } });
  const input = identityInput(policies, resource);
  const administrator = input && administratorVerdictOf(input, at);
  if (!administrator) return missing.length > 0 ? unknown(...missing) : pass;
  if ('unknown' in administrator) return unknown(`what its policies allow together: ${administrator.unknown}`);
  const { says, finding, details } = administrator;
  return fail(`${says} (${placeOf(finding, policies)})`, { details, reach: 'administrator' });
};
