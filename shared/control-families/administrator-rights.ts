import type { Context } from '../core/control.ts';
import type { Instant } from '../core/instant.ts';
import { completeMap, presentEntries, type KnownMap } from '../core/known-map.ts';
import { fail, pass, unknown, type Verdict } from '../core/verdict.ts';
import { administratorPolicy } from '../iam/administrator-policies.ts';
import { noPermissions } from '../resources/iam/permissions.ts';
import { documentOf, identityInput, policiesOf, type Identity } from './identity.ts';
import { analysisOf } from './policy-analysis.ts';
import { provenWays, waysText } from './proven-escalation.ts';

/**
 * Whether an identity administers its account, by all its policies together and inside its boundary, or can make itself
 * an administrator. A failure says which after its name: "holds …", "is given …". A boundary that no record told of limits
 * nothing.
 */
export const administratorRights = (identity: Identity, at: Instant): Verdict => {
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
  const otherwise = missing.length > 0 ? unknown(...missing) : pass;
  const input = identityInput(policies, resource);
  if (!input) return otherwise;

  const { indeterminate, findings } = analysisOf(input, at);
  if (indeterminate !== null) return unknown(`what its policies allow together: ${indeterminate}`);
  const everything = findings.find(({ id }) => id === 'adminAccess');
  if (everything) {
    const by = documentOf(everything, policies) ?? 'its policies';
    return fail(`is given every action on every resource by ${by}`, { reach: 'administrator' });
  }
  const ways = provenWays(input, resource, at, { byIam: true });
  if (typeof ways === 'string') return unknown(`what its policies allow together: ${ways}`);
  if (ways.length === 0) return otherwise;
  return fail(`can give itself more rights by IAM alone: ${waysText(ways)}`, {
    details: ways.map(({ id, title }) => `${id}: ${title}`),
    reach: 'administrator',
  });
};

/** Whether a document alone gives everything, or the power to. */
export const isAdministratorDocument = (document: string | undefined, { resource, at }: Context): boolean =>
  document !== undefined &&
  administratorRights(
    {
      resource,
      related: {},
      state: { ...noPermissions(), inlinePolicies: completeMap({ it: { name: 'it', document } }), boundary: null },
    },
    at,
  ).status === 'fail';
