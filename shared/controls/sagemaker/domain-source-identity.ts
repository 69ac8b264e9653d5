import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { accountability } from '../../frameworks/profiles.ts';
import { domain } from '../../resources/sagemaker/domain.ts';

export default defineControl({
  id: 'sagemaker/domain-source-identity',
  title: 'Calls from Studio say whose profile they come from',
  severity: 'medium',
  appliesTo: domain,
  reads: ['executionRoleIdentityConfig'],
  rationale:
    'Without it, CloudTrail shows only the execution role that all profiles share, and nobody can tell who made a call.',
  remediation: {
    summary:
      'Have the domain set the profile name as source identity; the trust policies of its roles must allow sts:SetSourceIdentity.',
    command: ({ name, region }) =>
      shell`aws sagemaker update-domain --region ${region} --domain-id ${name} --domain-settings-for-update ExecutionRoleIdentityConfig=USER_PROFILE_NAME`,
    warning: 'All applications of the domain have to be stopped first; roles that do not allow it fail from then on.',
  },
  requirements: accountability,
  aliases: ['sagemaker-domain-no-source-identity'],
  evaluate: ({ executionRoleIdentityConfig }) =>
    executionRoleIdentityConfig === 'USER_PROFILE_NAME'
      ? pass
      : fail('Calls from Studio cannot be traced to a user profile: the source identity is not set'),
});
