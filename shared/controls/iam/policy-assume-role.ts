import { callsOnAnything } from '../../control-families/calls-on-anything.ts';
import { inFrameworks, leastPrivilege } from '../../frameworks/profiles.ts';
import { anyName } from '../../iam/index.ts';

export default callsOnAnything({
  id: 'iam/policy-assume-role',
  title: 'Policies name the roles that may be assumed',
  severity: 'high',
  rationale:
    'Whoever may assume any role has the rights of every role that trusts the account, now and later, here and in other accounts: the trust policies alone decide.',
  summary: 'Name the roles, or the beginning of their names, in Resource.',
  warning: 'Whoever assumes a role that the new policy does not name is locked out of it.',
  requirements: inFrameworks(leastPrivilege, 'nist-800-53-r5', 'fedramp-moderate-r5', 'hipaa', 'soc2'),
  aliases: ['iam-role-assume-any'],
  calls: [
    {
      action: 'sts:AssumeRole',
      on: [`arn:{partition}:iam::{account}:role/${anyName}`, `arn:*:iam::*:role/${anyName}`],
    },
  ],
  onWhat: 'for roles of any name',
});
