import { identityAdministrator } from '../../control-families/identity-administrator.ts';
import { withoutTexts } from '../../control-families/identity.ts';
import { strangerOf } from '../../control-families/landing-zone.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, unknown } from '../../core/verdict.ts';
import { privilegedAccess } from '../../frameworks/profiles.ts';
import { landingZoneRole } from '../../resources/iam/landing-zone-role.ts';
import { iamRole } from '../../resources/iam/role.ts';

const assumedBy = (accounts: readonly string[], account: string): string => {
  const others = accounts.filter((each) => each !== account);
  return others.length > 0 ? `account ${others.join(', ')} can assume it` : 'only this account can have it assumed';
};

export default defineControl({
  id: 'iam/landing-zone-role',
  title: 'Roles that landing zones make do not administer the account',
  severity: 'low',
  appliesTo: iamRole,
  reads: ['trust', 'inlinePolicies', 'attachedPolicies', 'boundary'],
  follows: { attached: [], boundary: [] },
  evidence: withoutTexts,
  rationale:
    'AWS Control Tower, Organizations, StackSets and the CDK make administrators in every account. They are expected, so they are listed here and nowhere else; whoever holds the account that can assume them holds this one.',
  remediation: {
    summary:
      'Where its maker allows it, give the role only what it deploys: `cdk bootstrap --cloudformation-execution-policies`, an execution role template of the StackSet; delete what nobody uses. Accept the others by a waiver that names them.',
    command: ({ name }) => shell`aws iam list-attached-role-policies --role-name ${name}`,
    warning: 'Without the role, or with too few rights, the landing zone can no longer change this account.',
  },
  requirements: privilegedAccess,
  evaluate: ({ trust, inlinePolicies, attachedPolicies, boundary }, { resource, related, configuration, at }) => {
    if (trust === undefined) return unknown('the trust policy');
    const role = landingZoneRole(resource, trust);
    if (!role) return notApplicable('It is no role of a landing zone, by its name and trust');
    const { maker, administrator, trustedAccounts } = role;
    if (!administrator)
      return notApplicable(`${maker} makes it no administrator: what it holds is judged like any other's`);
    const stranger = strangerOf(role, { resource, configuration });
    if (stranger) {
      return unknown(`whether account ${stranger}, which can assume it, is yours: put it under accounts`);
    }
    const rights = identityAdministrator(
      { resource, related, state: { inlinePolicies, attachedPolicies, boundary } },
      at,
    );
    if (rights.status !== 'fail') return rights;
    // No reach: the administrator is expected, and a list is not more urgent where there is more to administer.
    return fail(
      `The role ${resource.name} of ${maker} ${rights.message}; ${assumedBy(trustedAccounts, resource.account)}`,
      { details: rights.details },
    );
  },
});
