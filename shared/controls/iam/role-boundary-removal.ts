import { boundaryRemoval } from '../../control-families/boundary-removal.ts';
import { iamRole } from '../../resources/iam/role.ts';

export default boundaryRemoval({
  id: 'iam/role-boundary-removal',
  title: 'Nobody takes away or replaces the permissions boundary of a role',
  appliesTo: iamRole,
  kind: 'role',
  aliases: ['iam-permissions-boundary-removed'],
});
