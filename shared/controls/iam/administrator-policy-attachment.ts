import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { policyAttachment } from '../../resources/iam/policy-attachment.ts';

/** AWS managed policies that are, or can give themselves, all power. PowerUserAccess by itself leaves IAM out. */
const administrative: Readonly<Record<string, string>> = {
  AdministratorAccess: 'every action on every resource',
  IAMFullAccess: 'all of IAM, and with it the power to give itself everything else',
};

export default defineControl({
  id: 'iam/administrator-policy-attachment',
  title: 'No role, user or group holds an AWS managed administrator policy',
  severity: 'high',
  appliesTo: policyAttachment,
  reads: ['policyArn', 'owner'],
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
  evaluate: ({ policyArn, owner }) => {
    const name = /^arn:[^:]+:iam::aws:policy\/(\w+)$/i.exec(policyArn)?.[1];
    const power = Object.entries(administrative).find(([policy]) => policy.toLowerCase() === name?.toLowerCase());
    return power
      ? fail(`The ${owner.replace('/', ' ')} holds the AWS managed policy ${power[0]}: ${power[1]}`, {
          reach: 'administrator',
        })
      : pass;
  },
});
