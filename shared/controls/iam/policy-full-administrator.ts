import { permissionsPolicy } from '../../control-families/permissions-policy.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { isAnything } from '../../iam/glob.ts';
import { isFullAdministrator } from '../../iam/wide-grants.ts';

export default permissionsPolicy({
  id: 'iam/policy-full-administrator',
  title: 'Policies do not allow every action on every resource',
  severity: 'critical',
  rationale:
    'Whoever holds the policy holds the account: data, keys, logs, and the power to give all of it to somebody else.',
  summary: 'Name the actions and resources in use; IAM Access Analyzer can derive them from activity.',
  warning: 'Whoever works with the policy loses what the new one leaves out.',
  requirements: withRequirements(leastPrivilege, privilegedAccess, { 'aws-fsbp': ['IAM.1'], 'cis-aws-v6': ['2.15'] }),
  aliases: ['iam-policy-full-admin'],
  complaintOf: (statement, policy) => {
    if (!isFullAdministrator(statement, policy)) return undefined;
    const { actions, notActions } = statement;
    if (actions.some((action) => isAnything(action.replaceAll(':', '')))) {
      return 'allows every action on every resource';
    }
    if (notActions.length > 0) return `allows every action but ${notActions.join(', ')} on every resource`;
    return 'allows whole services on every resource, IAM among them, which gives all others';
  },
  reach: () => 'administrator',
});
