import { externalAccounts } from '../../control-families/external-accounts.ts';
import { defineControl } from '../../core/control.ts';
import { presentEntries } from '../../core/known-map.ts';
import { shell } from '../../core/shell.ts';
import { notApplicable, pass, unknown } from '../../core/verdict.ts';
import { externalAccess, leastPrivilege, withRequirements } from '../../frameworks/profiles.ts';
import { iamRole } from '../../resources/iam/role.ts';

const readsEverything = /^arn:[^:]+:iam::aws:policy\/ReadOnlyAccess$/i;

export default defineControl({
  id: 'iam/role-trust-external-read-access',
  title: 'No role that others’ accounts may assume reads everything',
  severity: 'high',
  appliesTo: iamRole,
  reads: ['trust', 'attachedPolicies', 'serviceLinked'],
  rationale:
    'ReadOnlyAccess reads data, too: every bucket, table, queue and parameter. Whoever assumes the role from another account takes them along.',
  remediation: {
    summary:
      'Attach ViewOnlyAccess or SecurityAudit instead, which see what there is and not what is in it; then detach ReadOnlyAccess.',
    command: ({ name, arn }) =>
      shell`aws iam detach-role-policy --role-name ${name} --policy-arn ${`arn:${arn.split(':')[1] ?? 'aws'}:iam::aws:policy/ReadOnlyAccess`}`,
    warning: 'What reads data through the role stops.',
  },
  requirements: withRequirements(externalAccess, leastPrivilege),
  aliases: ['iam-role-cross-account-readonly'],
  evaluate: ({ trust, attachedPolicies, serviceLinked }, context) => {
    if (serviceLinked) return notApplicable('AWS made the role and keeps it');
    const external = externalAccounts(
      {
        kind: 'trust',
        policy: trust,
        publicControl: 'iam/role-trust-principal',
        lets: (who) => `lets ${who} assume the role, which reads everything (ReadOnlyAccess)`,
      },
      context,
    );
    if (external.status !== 'fail' && external.status !== 'unknown') return external;
    if (presentEntries(attachedPolicies).some(([, arn]) => readsEverything.test(arn))) return external;
    return attachedPolicies?.complete ? pass : unknown('all attached policies');
  },
});
