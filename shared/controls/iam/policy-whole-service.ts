import { permissionsPolicy } from '../../control-families/permissions-policy.ts';
import { leastPrivilege, withRequirements } from '../../frameworks/profiles.ts';
import { actionMatches } from '../../iam/glob.ts';
import { coversWholeService, isWholeService } from '../../iam/wide-grants.ts';

export default permissionsPolicy({
  id: 'iam/policy-whole-service',
  title: 'Policies do not allow all actions of a service on all its resources',
  severity: 'low',
  rationale:
    'All actions of a service include deleting, sharing and reconfiguring, and those that AWS will add to it later.',
  summary: 'Name the actions in use, or the resources they are meant for.',
  warning: 'Whoever works with the policy loses what the new one leaves out.',
  requirements: withRequirements(leastPrivilege, { 'aws-fsbp': ['IAM.21'] }),
  aliases: ['iam-policy-service-wildcard'],
  complaintOf: (statement) => {
    const services = statement.actions.filter(isWholeService);
    return services.length > 0 && coversWholeService(statement)
      ? `allows ${services.join(', ')} on all resources`
      : undefined;
  },
  reach: ({ actions }) =>
    actions.some((action) => isWholeService(action) && actionMatches(action, 'iam:PutRolePolicy'))
      ? 'administrator'
      : undefined,
});
