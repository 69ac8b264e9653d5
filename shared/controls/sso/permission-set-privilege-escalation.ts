import { identityAdministrator } from '../../control-families/identity-administrator.ts';
import { policiesOf } from '../../control-families/identity.ts';
import { permissionsInput } from '../../control-families/policy-analysis.ts';
import { provenEscalation, wayDetails, waysText } from '../../control-families/proven-escalation.ts';
import { provisionedPermissionSetControl } from '../../control-families/provisioned-permission-set.ts';
import { together } from '../../control-families/together.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { noPermissions } from '../../resources/iam/permissions.ts';

export default provisionedPermissionSetControl({
  id: 'sso/permission-set-privilege-escalation',
  title: 'Inline policies of permission sets leave no way to more rights than they give',
  severity: 'high',
  rationale:
    'Whoever can start a job or notebook under any role, or take the keys of anybody, has the rights of the strongest identity there is, in every account where the permission set is assigned.',
  summary:
    'Name the roles that may be passed in the inline policy of the permission set, and whose keys, passwords and trust may be changed.',
  requirements: withRequirements(leastPrivilege, privilegedAccess),
  judge: (role, at) => {
    if (identityAdministrator(role, at).status === 'fail') {
      return notApplicable('It makes administrators, which sso/permission-set-administrator judges');
    }
    // A document alone, as in iam/policy-privilege-escalation: what AWS's own policies give is not theirs to mend.
    const state = { ...noPermissions(), boundary: null, inlinePolicies: role.state['inlinePolicies'] };
    const { documents, missing } = policiesOf({ ...role, state, related: {} });
    const verdicts = documents.map(({ name, text }) => {
      const ways = provenEscalation(permissionsInput(text, role.resource), role.resource, at);
      if ('reason' in ways) return unknown(`the ${name}: ${ways.reason}`);
      return ways.length === 0
        ? pass
        : fail(`lets people gain more rights by its ${name} alone: ${waysText(ways)}`, {
            details: wayDetails(ways),
          });
    });
    return together([...verdicts, ...(missing.length > 0 ? [unknown(...missing)] : [pass])]);
  },
});
