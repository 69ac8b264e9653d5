import { externalAccounts } from '../../control-families/external-accounts.ts';
import { editedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { defineControl } from '../../core/control.ts';
import { externalAccess } from '../../frameworks/profiles.ts';
import { modelPackageGroup } from '../../resources/sagemaker/model-package-group.ts';

export default defineControl({
  id: 'sagemaker/model-package-group-external-accounts',
  title: 'Policies of model package groups name no accounts or organizations but your own and trusted ones',
  severity: 'high',
  appliesTo: modelPackageGroup,
  reads: ['resourcePolicy'],
  rationale: 'An account in the policy deploys the models of the group, or registers others under its name.',
  remediation: {
    summary: 'Put a policy that leaves the account out, or name it in trusted_accounts.',
    command: (resource) => editedPolicy(policyHomes.packageGroup(resource)),
    warning: 'What the account deploys from the group stops finding its models.',
  },
  requirements: externalAccess,
  aliases: ['sagemaker-model-group-cross-account'],
  evaluate: ({ resourcePolicy }, context) =>
    externalAccounts(
      {
        kind: 'resource',
        policy: resourcePolicy,
        publicControl: 'sagemaker/model-package-group-policy',
        lets: (who) => `lets ${who} use the models of the group`,
      },
      context,
    ),
});
