import { boundaryRemoval } from '../../control-families/boundary-removal.ts';
import { iamUser } from '../../resources/iam/user.ts';

export default boundaryRemoval({
  id: 'iam/user-boundary-removal',
  title: 'Nobody takes away or replaces the permissions boundary of a user',
  appliesTo: iamUser,
  kind: 'user',
});
