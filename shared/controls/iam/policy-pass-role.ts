import { callsOnAnything } from '../../control-families/calls-on-anything.ts';
import { leastPrivilege } from '../../frameworks/profiles.ts';
import { anyName } from '../../iam/index.ts';

export default callsOnAnything({
  id: 'iam/policy-pass-role',
  title: 'Policies name the roles that may be passed, or the services they are passed to',
  severity: 'high',
  rationale:
    'Whoever may pass any role to any service can start a notebook, job or function with the strongest role there is.',
  summary: 'Name the roles in Resource, and the services in a condition on iam:PassedToService.',
  warning: 'Deployments that pass roles which the new policy does not name will fail.',
  requirements: leastPrivilege,
  aliases: ['iam-passrole-wildcard'],
  calls: [
    {
      action: 'iam:PassRole',
      on: [`arn:{partition}:iam::{account}:role/${anyName}`],
      when: {
        StringEquals: {
          'iam:PassedToService': `${anyName}.amazonaws.com`,
          'iam:AssociatedResourceArn': `arn:aws:${anyName}:us-east-1:111122223333:${anyName}`,
        },
      },
      // AWS says of tags of the role: "This approach does not have reliable results." [IAM, passing a role to a service]
      anyTags: true,
    },
  ],
  onWhat: 'for every role to every service',
});
