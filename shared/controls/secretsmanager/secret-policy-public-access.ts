import { asFound, mendedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { publicPolicy } from '../../control-families/public-policy.ts';
import { defineControl } from '../../core/control.ts';
import { notApplicable } from '../../core/verdict.ts';
import { publicAccess } from '../../frameworks/profiles.ts';
import { secret } from '../../resources/secretsmanager/secret.ts';

export default defineControl({
  id: 'secretsmanager/secret-policy-public-access',
  title: 'Policies of secrets name who may read them',
  severity: 'high',
  appliesTo: secret,
  reads: ['resourcePolicy', 'deletionScheduled'],
  rationale:
    'Notebooks and jobs take passwords and tokens from secrets; with a key that lets them decrypt, every AWS account reads one whose policy names nobody.',
  remediation: {
    summary: 'Put a policy that names who may read the secret, then change what it holds: it may have been read.',
    command: (resource, { resourcePolicy: policy }) =>
      mendedPolicy(policyHomes.secret(resource), resource, { policy, kind: 'resource', asked: 'public' }),
    warning: `Readers of other accounts lose access until the policy names them. ${asFound}`,
  },
  requirements: publicAccess,
  aliases: ['secretsmanager-policy-open'],
  evaluate: ({ resourcePolicy, deletionScheduled }, context) =>
    deletionScheduled
      ? notApplicable('It is scheduled for deletion: until it is restored nobody can read it')
      : publicPolicy(
          {
            kind: 'resource',
            policy: resourcePolicy,
            about: { resource: context.resource.arn },
            lets: (who) => `lets ${who} use the secret`,
          },
          context,
        ),
});
