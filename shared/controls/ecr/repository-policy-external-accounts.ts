import { externalAccounts } from '../../control-families/external-accounts.ts';
import { editedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { defineControl } from '../../core/control.ts';
import { externalAccess } from '../../frameworks/profiles.ts';
import { ecrRepository } from '../../resources/ecr/repository.ts';

export default defineControl({
  id: 'ecr/repository-policy-external-accounts',
  title: 'Repository policies name no accounts or organizations but your own and trusted ones',
  severity: 'high',
  appliesTo: ecrRepository,
  reads: ['policyText'],
  rationale:
    'An account in the repository policy takes your images with its own credentials, or puts others in their place under their tags.',
  remediation: {
    summary: 'Take the account out of the repository policy, or name it in trusted_accounts.',
    command: (resource) => editedPolicy(policyHomes.repository(resource)),
    warning: 'What the account runs from the repository stops finding its images.',
  },
  requirements: externalAccess,
  evaluate: ({ policyText }, context) =>
    externalAccounts(
      {
        kind: 'resource',
        policy: policyText,
        about: { resource: context.resource.arn },
        publicControl: 'ecr/repository-policy-public-access',
        lets: (who) => `lets ${who} use the repository`,
      },
      context,
    ),
});
