import { externalAccounts } from '../../control-families/external-accounts.ts';
import { editedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { defineControl } from '../../core/control.ts';
import { externalAccess, keyManagement, withRequirements } from '../../frameworks/profiles.ts';
import { kmsKey } from '../../resources/kms/key.ts';

export default defineControl({
  id: 'kms/key-policy-external-accounts',
  title: 'Key policies name no accounts or organizations but your own and trusted ones',
  severity: 'medium',
  appliesTo: kmsKey,
  reads: ['policy'],
  rationale: 'Whoever may use the key from another account reads what it protects, wherever a copy of the data got to.',
  remediation: {
    summary: 'Take the account out of the key policy, or name it in trusted_accounts.',
    command: (resource) => editedPolicy(policyHomes.key(resource)),
    warning: 'A key policy that names nobody who may change it locks everybody out; only AWS support can mend that.',
  },
  requirements: withRequirements(externalAccess, keyManagement),
  aliases: ['kms-key-cross-account'],
  evaluate: ({ policy }, context) =>
    externalAccounts(
      {
        kind: 'resource',
        policy,
        about: { kmsKeyArn: context.resource.arn },
        publicControl: 'kms/key-policy-access',
        lets: (who) => `lets ${who} use or manage the key`,
      },
      context,
    ),
});
