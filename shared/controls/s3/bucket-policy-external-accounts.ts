import { externalAccounts } from '../../control-families/external-accounts.ts';
import { editedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { defineControl } from '../../core/control.ts';
import { externalAccess } from '../../frameworks/profiles.ts';
import { s3Bucket } from '../../resources/s3/bucket.ts';

export default defineControl({
  id: 's3/bucket-policy-external-accounts',
  title: 'Bucket policies name no accounts or organizations but your own and trusted ones',
  severity: 'high',
  appliesTo: s3Bucket,
  reads: ['policy'],
  rationale:
    'An account in the bucket policy takes training data and models out, or puts others in, with its own credentials and outside your logs of identities.',
  remediation: {
    summary: 'Take the account out of the bucket policy, or name it in trusted_accounts.',
    command: (resource) => editedPolicy(policyHomes.bucket(resource)),
    warning: 'The account loses what the statement gave it.',
  },
  requirements: externalAccess,
  aliases: ['s3-bucket-policy-cross-account'],
  evaluate: ({ policy }, context) =>
    externalAccounts(
      {
        kind: 'resource',
        policy,
        about: { bucket: context.resource.name },
        publicControl: 's3/bucket-policy-public-access',
        lets: (who) => `lets ${who} into the bucket`,
      },
      context,
    ),
});
