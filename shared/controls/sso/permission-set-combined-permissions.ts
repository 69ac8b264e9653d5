import { givenTogether } from '../../control-families/combined-permissions.ts';
import { identityAdministrator } from '../../control-families/identity-administrator.ts';
import { attachedIn, provisionedPermissionSetControl } from '../../control-families/provisioned-permission-set.ts';
import { shell } from '../../core/shell.ts';
import { notApplicable } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { awsPolicyName } from '../../iam/administrator-policies.ts';

/** Takes out the managed policy that they all hold, if it is one: there is only one inline policy, so one of them is part of it. */
const detaching = (set: string, evidence: unknown): string => {
  const held = new Set(attachedIn(evidence).map((arn) => (awsPolicyName(arn) ? arn : arn.slice(arn.indexOf('/')))));
  const [policy = ''] = held;
  if (held.size === 1 && policy.startsWith('/')) {
    const at = policy.lastIndexOf('/') + 1;
    const reference = { Name: policy.slice(at), Path: policy.slice(0, at) };
    return `detach-customer-managed-policy-reference-from-permission-set ${set} ${shell`--customer-managed-policy-reference ${reference}`}`;
  }
  const arn = held.size === 1 ? policy : 'POLICY_ARN';
  return `detach-managed-policy-from-permission-set ${set} ${shell`--managed-policy-arn ${arn}`}`;
};

export default provisionedPermissionSetControl({
  id: 'sso/permission-set-combined-permissions',
  title: 'Policies of a permission set give together no way to more rights that none of them gives alone',
  severity: 'high',
  rationale:
    'Its inline policy, the policies of AWS and those of each account were approved one by one: one passes any role, the other starts whatever runs under it. Whoever is assigned the permission set holds both, in every account.',
  summary:
    'Take one of the policies that the message names out of the permission set, or name in it the roles that may be passed; a permissions boundary without IAM writes does the same.',
  change: detaching,
  requirements: withRequirements(leastPrivilege, privilegedAccess),
  judge: (role, at) =>
    identityAdministrator(role, at).status === 'fail'
      ? notApplicable('It makes administrators, which sso/permission-set-administrator judges')
      : givenTogether(role, at, {
          administrator: 'makes an administrator by several of its policies together',
          ways: 'lets people gain more rights by several of its policies together',
        }),
});
