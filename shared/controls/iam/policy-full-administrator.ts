import { administratorVerdictOf } from '../../control-families/administrator.ts';
import { permissionsPolicy, undecided } from '../../control-families/permissions-policy.ts';
import { statementLabel } from '../../control-families/policy-analysis.ts';
import { fail, pass } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';

export default permissionsPolicy({
  id: 'iam/policy-full-administrator',
  title: 'Policies make nobody an administrator, outright or in effect',
  severity: 'critical',
  rationale:
    'Whoever holds the policy holds the account: data, keys, logs, and the power to give all of it to somebody else. Who may write or attach any policy may do all that, too, whatever else is denied.',
  summary:
    'Name the actions and resources in use; IAM Access Analyzer can derive them from activity. Where policies have to be written or attached, name the roles, users, groups and policies, or ask for a permissions boundary.',
  warning: 'Whoever works with the policy loses what the new one leaves out.',
  requirements: withRequirements(leastPrivilege, privilegedAccess, { 'aws-fsbp': ['IAM.1'], 'cis-aws-v6': ['2.15'] }),
  aliases: ['iam-policy-full-admin'],
  ofAdministrators: true,
  judge: ({ input, at }) => {
    const administrator = administratorVerdictOf(input, at);
    if (!administrator) return pass;
    if ('unknown' in administrator) return undecided(administrator.unknown);
    const { finding, says, details } = administrator;
    return fail(`${statementLabel(finding)} ${says}`, { details, reach: 'administrator' });
  },
});
