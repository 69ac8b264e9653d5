import { identityAdministrator } from '../../control-families/identity-administrator.ts';
import { actorName } from '../../core/actor-name.ts';
import { defineActivityControl } from '../../core/control.ts';
import type { Instant } from '../../core/instant.ts';
import { completeMap, presentEntries } from '../../core/known-map.ts';
import type { ResourceRef } from '../../core/resource-ref.ts';
import type { StateOf } from '../../core/resource-type.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass, type Verdict } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { administratorPolicy } from '../../iam/administrator-policies.ts';
import { instanceArn } from '../../resources/sso/arn.ts';
import { permissionSet } from '../../resources/sso/permission-set.ts';

/** By what the set itself says: a call brings no other documents along than the one it puts in. */
const rightsOf = (
  { inlinePolicy, attachedPolicies, boundary }: Partial<StateOf<typeof permissionSet>>,
  resource: ResourceRef,
  at: Instant,
): Verdict => {
  const held = presentEntries(attachedPolicies).filter(([, arn]) => administratorPolicy(arn));
  const inline = inlinePolicy ? { inline: { name: 'inline', document: inlinePolicy } } : {};
  const state = {
    inlinePolicies: completeMap(inline),
    attachedPolicies: completeMap(Object.fromEntries(held)),
    boundary,
  };
  return identityAdministrator({ resource, state, related: {} }, at);
};

export default defineActivityControl({
  id: 'sso/permission-set-administrator-grant',
  title: 'Nobody gives a permission set administrator rights',
  severity: 'high',
  appliesTo: permissionSet,
  watches: [
    'AttachManagedPolicyToPermissionSet',
    'PutInlinePolicyToPermissionSet',
    'DeletePermissionsBoundaryFromPermissionSet',
  ],
  reads: ['inlinePolicy'],
  rationale:
    'One call in one account makes administrators in all accounts where the permission set is assigned. Their records name Identity Center as the caller; this one names who it was.',
  remediation: {
    summary:
      'Ask who asked for it. If nobody did, take the policy out again, provision the permission set, and look at what its sessions did since.',
    command: ({ arn }) =>
      shell`aws sso-admin list-accounts-for-provisioned-permission-set --instance-arn ${instanceArn(arn) ?? 'ARN of the instance'} --permission-set-arn ${arn}`,
  },
  requirements: withRequirements(leastPrivilege, privilegedAccess),
  evaluate: ({ call, before, after }, { resource, at }) => {
    const now = rightsOf(after, resource, at);
    if (now.status !== 'fail') return now;
    if (before && rightsOf(before, resource, at).status === 'fail') return pass;
    return fail(
      `${actorName(call.actor)} made the permission set ${after.name ?? resource.name} an administrator: it ${now.message}`,
      { details: now.details, reach: 'administrator' },
    );
  },
});
