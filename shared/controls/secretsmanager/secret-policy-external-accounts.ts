import { externalAccounts } from '../../control-families/external-accounts.ts';
import { editedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { defineControl } from '../../core/control.ts';
import { notApplicable } from '../../core/verdict.ts';
import { externalAccess } from '../../frameworks/profiles.ts';
import { secret } from '../../resources/secretsmanager/secret.ts';

export default defineControl({
  id: 'secretsmanager/secret-policy-external-accounts',
  title: 'Policies of secrets name no accounts or organizations but your own and trusted ones',
  severity: 'high',
  appliesTo: secret,
  reads: ['resourcePolicy', 'deletionScheduled'],
  rationale: 'What an account in the policy reads from the secret it may use anywhere, as whoever the secret is for.',
  remediation: {
    summary: 'Take the account out of the policy of the secret, or name it in trusted_accounts.',
    command: (resource) => editedPolicy(policyHomes.secret(resource)),
    warning: 'What reads the secret in that account stops.',
  },
  requirements: externalAccess,
  evaluate: ({ resourcePolicy, deletionScheduled }, context) =>
    deletionScheduled
      ? notApplicable('It is scheduled for deletion: until it is restored nobody can read it')
      : externalAccounts(
          {
            kind: 'resource',
            policy: resourcePolicy,
            about: { resource: context.resource.arn },
            publicControl: 'secretsmanager/secret-policy-public-access',
            lets: (who) => `lets ${who} use the secret`,
          },
          context,
        ),
});
