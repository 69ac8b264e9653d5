import { permissionsPolicy } from '../../control-families/permissions-policy.ts';
import { leastPrivilege } from '../../frameworks/profiles.ts';
import { grantsAction, type Condition } from '../../iam/policy-document.ts';
import { coversEveryRole, deniesEverywhere } from '../../iam/wide-grants.ts';

const namesService = ({ operator, key, values }: Condition): boolean =>
  /^iam:(PassedToService|AssociatedResourceArn)$/i.test(key) &&
  !/not/i.test(operator) &&
  !/^null$/i.test(operator) &&
  values.every((value) => !/^[*?.]*(amazonaws\.com)?$/.test(value));

export default permissionsPolicy({
  id: 'iam/policy-pass-role',
  title: 'Policies name the roles that may be passed, or the services they are passed to',
  severity: 'high',
  rationale:
    'Whoever may pass any role to any service can start a notebook, job or function with the strongest role there is.',
  summary: 'Name the roles in Resource, and the services in a condition on iam:PassedToService.',
  warning: 'Deployments that pass roles which the new policy does not name will fail.',
  requirements: leastPrivilege,
  aliases: ['iam-passrole-wildcard'],
  weighs: /^iam:(PassedToService|AssociatedResourceArn)$/i,
  complaintOf: (statement, policy) =>
    grantsAction(statement, 'iam:PassRole') &&
    coversEveryRole(statement) &&
    !statement.conditions.some(namesService) &&
    !deniesEverywhere(policy, 'iam:PassRole')
      ? 'allows iam:PassRole for every role to every service'
      : undefined,
});
