import { followsOwner, partOfKeptRole } from '../../control-families/landing-zone.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { administratorPolicy } from '../../iam/administrator-policies.ts';
import { policyAttachment } from '../../resources/iam/policy-attachment.ts';

export default defineControl({
  id: 'iam/administrator-policy-attachment',
  title: 'No role, user or group holds an AWS managed administrator policy',
  severity: 'high',
  appliesTo: policyAttachment,
  reads: ['policyArn', 'owner'],
  follows: followsOwner,
  rationale: 'One stolen session of such a role, or one key of such a user, is the whole account.',
  remediation: {
    summary: 'Attach a policy that names what is needed, then detach the administrator policy.',
    command: ({ arn }, { owner = '', policyArn = '' }) => {
      const kind = /:(role|user|group)\//.exec(arn)?.[1] ?? 'role';
      return shell`aws iam ${`detach-${kind}-policy`} ${`--${kind}-name`} ${owner.slice(owner.indexOf('/') + 1)} --policy-arn ${policyArn}`;
    },
    warning: 'Make sure first that somebody else can still administer the account.',
  },
  requirements: withRequirements(leastPrivilege, privilegedAccess, { 'cis-aws-v6': ['2.15'] }),
  aliases: ['iam-admin-managed-policy-attached'],
  evaluate: ({ policyArn, owner }, context) => {
    const policy = administratorPolicy(policyArn);
    if (!policy) return pass;
    return (
      partOfKeptRole(context, () => true) ??
      fail(`The ${owner.replace('/', ' ')} holds the AWS managed policy ${policy.name}: ${policy.power}`, {
        reach: 'administrator',
      })
    );
  },
});
