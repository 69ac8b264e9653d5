import { identityAdministrator } from '../../control-families/identity-administrator.ts';
import { provisionedPermissionSetControl } from '../../control-families/provisioned-permission-set.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';

export default provisionedPermissionSetControl({
  id: 'sso/permission-set-administrator',
  title: 'Permission sets make nobody an administrator of the accounts they are assigned in',
  severity: 'high',
  rationale:
    'One session of such a permission set is a whole account, and as many accounts as it is assigned in. Few people need that, and seldom.',
  summary:
    'Put policies into the permission set that name what is needed, and take out those that give everything; keep one for emergencies by a waiver.',
  requirements: withRequirements(leastPrivilege, privilegedAccess, { 'cis-aws-v6': ['2.15'] }),
  judge: identityAdministrator,
});
