import { combinedPermissions } from '../../control-families/combined-permissions.ts';
import { iamGroup } from '../../resources/iam/group.ts';

export default combinedPermissions({
  id: 'iam/group-combined-permissions',
  title: 'Policies of a group give together no way to more rights that none of them gives alone',
  kind: 'group',
  appliesTo: iamGroup,
  mayRead: ['inlinePolicies', 'attachedPolicies'],
  follows: { attached: [] },
});
