import { combinedPermissions } from '../../control-families/combined-permissions.ts';
import { iamUser } from '../../resources/iam/user.ts';

export default combinedPermissions({
  id: 'iam/user-combined-permissions',
  title: 'Policies of a user and its groups give together no way to more rights that none of them gives alone',
  kind: 'user',
  appliesTo: iamUser,
  mayRead: ['groups', 'inlinePolicies', 'attachedPolicies', 'boundary'],
  follows: { attached: [], boundary: [], groups: [], 'groups.attached': [] },
});
