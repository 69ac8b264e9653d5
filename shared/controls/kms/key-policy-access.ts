import { asFound, mendedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { publicPolicy } from '../../control-families/public-policy.ts';
import { defineControl } from '../../core/control.ts';
import { keyManagement, publicAccess, withRequirements } from '../../frameworks/profiles.ts';
import { kmsKey } from '../../resources/kms/key.ts';

export default defineControl({
  id: 'kms/key-policy-access',
  title: 'Key policies name who may use the key',
  severity: 'critical',
  appliesTo: kmsKey,
  reads: ['policy'],
  rationale: 'A key that every AWS account may use protects nothing: whoever gets hold of the data can read it.',
  remediation: {
    summary: 'Name accounts or roles in Principal, or pin the callers with a condition on kms:CallerAccount.',
    command: (resource, { policy }) =>
      mendedPolicy(policyHomes.key(resource), resource, { policy, kind: 'resource', asked: 'public' }),
    warning: `A key policy that names nobody who may change it locks everybody out; only AWS support can mend that. ${asFound}`,
  },
  requirements: withRequirements(publicAccess, keyManagement, { 'aws-fsbp': ['KMS.5'] }),
  aliases: ['kms-key-public'],
  evaluate: ({ policy }, context) =>
    publicPolicy(
      {
        kind: 'resource',
        policy,
        about: { kmsKeyArn: context.resource.arn },
        everybody: 'anybody with an AWS account',
        lets: (who, actions) => `allows ${actions} to ${who}`,
      },
      context,
    ),
});
