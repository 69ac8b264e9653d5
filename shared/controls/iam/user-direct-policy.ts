import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { accountManagement, inFrameworks, leastPrivilege, withRequirements } from '../../frameworks/profiles.ts';
import { inlinePolicy } from '../../resources/iam/inline-policy.ts';
import { policyAttachment } from '../../resources/iam/policy-attachment.ts';

export default defineControl<typeof inlinePolicy | typeof policyAttachment, 'owner'>({
  id: 'iam/user-direct-policy',
  title: 'Users have no policies of their own: groups or roles give them what they may do',
  severity: 'low',
  appliesTo: [inlinePolicy, policyAttachment],
  reads: ['owner'],
  rationale:
    'What stands on one user is seen by nobody who looks at the groups, and stays when the person changes teams.',
  remediation: {
    summary: 'Put the policy on a group that the user is in, or on a role to assume, then take it from the user.',
    command: ({ type, name }) => {
      const [owner = '', policy = ''] = name.split(type === inlinePolicy.name ? '/inline/' : '/attached/');
      return type === inlinePolicy.name
        ? shell`aws iam delete-user-policy --user-name ${owner} --policy-name ${policy}`
        : shell`aws iam detach-user-policy --user-name ${owner} --policy-arn ${policy}`;
    },
    warning: 'The user loses what no group gives.',
  },
  requirements: withRequirements(
    inFrameworks(
      withRequirements(leastPrivilege, accountManagement),
      'nist-800-53-r5',
      'fedramp-moderate-r5',
      'pci-dss-v4.0.1',
      'iso-27001-2022',
      'soc2',
    ),
    { 'aws-fsbp': ['IAM.2'] },
  ),
  aliases: ['iam-user-direct-policy'],
  evaluate: ({ owner }, { resource }) => {
    if (!owner.startsWith('user/')) return pass;
    const user = owner.slice('user/'.length);
    return fail(
      resource.type === inlinePolicy.name
        ? `The user ${user} has the inline policy ${resource.name.split('/inline/')[1] ?? ''}`
        : `The user ${user} has the managed policy ${resource.name.split('/attached/')[1] ?? ''} attached`,
    );
  },
});
