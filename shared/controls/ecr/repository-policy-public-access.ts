import { asFound, mendedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { publicPolicy } from '../../control-families/public-policy.ts';
import { defineControl } from '../../core/control.ts';
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
    command: (resource, { policyText: policy }) =>
      mendedPolicy(policyHomes.repository(resource), resource, { policy, kind: 'resource', asked: 'public' }),
    warning: `Other accounts that pull the images lose access until the policy names them. ${asFound}`,
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
