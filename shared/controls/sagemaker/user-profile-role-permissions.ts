import { rolePermissions } from '../../control-families/role-permissions.ts';
import { shell } from '../../core/shell.ts';
import { userProfile } from '../../resources/sagemaker/user-profile.ts';

export default rolePermissions({
  id: 'sagemaker/user-profile-role-permissions',
  title: 'Studio user profiles run under roles that may do no more than they need',
  severity: 'high',
  appliesTo: userProfile,
  reads: ['executionRole'],

  who: 'whoever works under the profile',
  command: ({ name, region }) => {
    const [domain = '', ...profile] = name.split('/');
    return shell`aws sagemaker describe-user-profile --region ${region} --domain-id ${domain} --user-profile-name ${profile.join('/')}`;
  },
});
