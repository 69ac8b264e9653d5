import { combinedPermissions } from '../../control-families/combined-permissions.ts';
import { iamRole } from '../../resources/iam/role.ts';

export default combinedPermissions({
  id: 'iam/role-combined-permissions',
  title: 'Policies of a role give together no way to more rights that none of them gives alone',
  kind: 'role',
  appliesTo: iamRole,
  mayRead: ['serviceLinked', 'path', 'inlinePolicies', 'attachedPolicies', 'boundary'],
  follows: { attached: [], boundary: [] },
});
