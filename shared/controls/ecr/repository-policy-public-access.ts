import { publicPolicy } from '../../control-families/public-policy.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { publicAccess } from '../../frameworks/profiles.ts';
import { ecrRepository } from '../../resources/ecr/repository.ts';

export default defineControl({
  id: 'ecr/repository-policy-public-access',
  title: 'Repository policies name who may use the images',
  severity: 'critical',
  appliesTo: ecrRepository,
  reads: ['policyText'],
  rationale:
    'Images of training and inference hold code, models and often credentials; whoever may push to the repository runs code of theirs in your jobs.',
  remediation: {
    summary: 'Name accounts or roles in Principal, or the organization in a condition on aws:PrincipalOrgID.',
    command: ({ name, region, account }) =>
      shell`aws ecr set-repository-policy --region ${region} --registry-id ${account} --repository-name ${name} --policy-text file://policy.json`,
    warning: 'Other accounts that pull the images lose access until the policy names them.',
  },
  requirements: publicAccess,
  aliases: ['ecr-repository-public'],
  evaluate: ({ policyText }, context) =>
    publicPolicy(
      {
        kind: 'resource',
        policy: policyText,
        about: { resource: context.resource.arn },
        lets: (who) => `lets ${who} use the repository`,
      },
      context,
    ),
});
