import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { keyAvailability, withRequirements } from '../../frameworks/profiles.ts';
import { kmsKey } from '../../resources/kms/key.ts';

const unusable = new Map([
  ['Disabled', 'The key is disabled: what is encrypted with it cannot be read'],
  ['PendingDeletion', 'The key is scheduled for deletion: what is encrypted with it will be lost for good'],
  ['PendingReplicaDeletion', 'The key is scheduled for deletion, once its replicas are deleted'],
  ['Unavailable', 'The key store of the key is not connected: what is encrypted with it cannot be read'],
]);

export default defineControl({
  id: 'kms/key-availability',
  title: 'Customer managed keys are enabled and not scheduled for deletion',
  severity: 'high',
  appliesTo: kmsKey,
  reads: ['keyManager', 'keyState'],
  rationale:
    'A key that cannot be used takes with it every volume, model and data set it encrypts: at once when disabled, for ever when deleted.',
  remediation: {
    summary: 'Cancel the deletion if there is one, then enable the key, unless it was retired on purpose.',
    command: ({ name, region }, { keyState = '' }) =>
      keyState.endsWith('Deletion')
        ? shell`aws kms cancel-key-deletion --region ${region} --key-id ${name}`
        : shell`aws kms enable-key --region ${region} --key-id ${name}`,
    warning: 'A key may have been disabled because it was compromised: ask before enabling it.',
  },
  requirements: withRequirements(keyAvailability, { 'aws-fsbp': ['KMS.3'], 'cis-aws-v6': ['5.7'] }),
  aliases: ['kms-key-disabled-or-deletion'],
  evaluate: ({ keyManager, keyState }) => {
    if (keyManager === 'AWS') return notApplicable('AWS manages the key');
    const problem = unusable.get(keyState);
    return problem ? fail(problem) : pass;
  },
});
