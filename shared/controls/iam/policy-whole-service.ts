import { few } from '../../control-families/few.ts';
import { permissionsPolicy, undecided } from '../../control-families/permissions-policy.ts';
import { grantedServicesOf, proofOf, statementLabel } from '../../control-families/policy-analysis.ts';
import { fail, pass } from '../../core/verdict.ts';
import { leastPrivilege, withRequirements } from '../../frameworks/profiles.ts';

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
  judge: ({ input, at }) => {
    const services = grantedServicesOf(input, at);
    if ('reason' in services) return undecided(services.reason);
    const byStatement = Map.groupBy(services, ([, finding]) => statementLabel(finding));
    const [first, ...others] = [...byStatement].map(
      ([label, found]) => `${label} allows ${few(found.map(([service]) => `${service}:*`))} on all resources`,
    );
    if (first === undefined) return pass;
    return fail(others.length > 0 ? `${first}, and ${others.length} more like it` : first, {
      details: [...services].map(
        ([service, finding]) => `${statementLabel(finding)}: ${service}:*, so that ${proofOf(finding) ?? ''}`,
      ),
    });
  },
});
