import { publicPolicy } from '../../control-families/public-policy.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { publicAccess } from '../../frameworks/profiles.ts';
import { modelPackageGroup } from '../../resources/sagemaker/model-package-group.ts';

export default defineControl({
  id: 'sagemaker/model-package-group-policy',
  title: 'Policies of model package groups name who may use the models',
  severity: 'critical',
  appliesTo: modelPackageGroup,
  reads: ['resourcePolicy'],
  rationale: 'A model that every AWS account may take is given away, and with it what it learned from the data.',
  remediation: {
    summary: 'Delete the policy, or put one that names accounts, or pins the organisation with aws:PrincipalOrgID.',
    command: ({ name, region }) =>
      shell`aws sagemaker delete-model-package-group-policy --region ${region} --model-package-group-name ${name}`,
    warning: 'Accounts that deploy models of the group lose access until a policy names them.',
  },
  requirements: publicAccess,
  aliases: ['sagemaker-model-group-public-policy'],
  evaluate: ({ resourcePolicy }, context) =>
    publicPolicy(
      {
        kind: 'resource',
        policy: resourcePolicy,
        everybody: 'anybody with an AWS account',
        lets: (who, actions) => `allows ${actions} to ${who}`,
      },
      context,
    ),
});
