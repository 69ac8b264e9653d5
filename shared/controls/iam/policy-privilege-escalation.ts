import { permissionsPolicy, undecided } from '../../control-families/permissions-policy.ts';
import { provenEscalation, wayDetails, waysText } from '../../control-families/proven-escalation.ts';
import { fail, pass } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';

export default permissionsPolicy({
  id: 'iam/policy-privilege-escalation',
  title: 'Policies leave no way to more rights than they give',
  severity: 'high',
  rationale:
    'Whoever can start a job or notebook under any role, or change policies, has the rights of the strongest role there is.',
  summary:
    'Name the roles that may be passed, the policies that may be attached and whose keys and policies may be changed, or ask for a permissions boundary.',
  warning: 'Deployments that pass roles or change policies which the new one does not name will fail.',
  requirements: withRequirements(leastPrivilege, privilegedAccess),
  aliases: ['iam-privesc-sagemaker', 'iam-privesc-general'],
  judge: ({ input, at, resource }) => {
    const ways = provenEscalation(input, resource, at);
    if ('reason' in ways) return undecided(ways.reason);
    if (ways.length === 0) return pass;
    return fail(`By this document alone, whoever has the policy can gain more rights: ${waysText(ways)}`, {
      details: wayDetails(ways),
    });
  },
});
