import { keyEvidence } from '../../control-families/customer-managed-key.ts';
import { hostingVolumeKey } from '../../control-families/hosting.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { customerManagedKey } from '../../frameworks/profiles.ts';
import { endpointConfig } from '../../resources/sagemaker/endpoint-config.ts';

export default defineControl({
  id: 'sagemaker/endpoint-config-volume-key',
  title: 'Volumes of hosting instances are encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: endpointConfig,
  reads: ['kmsKeyId', 'variants'],
  follows: { kmsKey: keyEvidence, 'kmsKey.key': keyEvidence },
  rationale: 'Models and what they answer lie on these volumes. Only a key of your own can be revoked and audited.',
  remediation: {
    summary: 'Make a new endpoint configuration with a customer managed key, and update the endpoints to it.',
    command: ({ name, region }) =>
      shell`aws sagemaker describe-endpoint-config --region ${region} --endpoint-config-name ${name}`,
    warning: 'A configuration cannot be changed: endpoints keep the former one until UpdateEndpoint names the new one.',
  },
  requirements: customerManagedKey,
  aliases: ['sagemaker-endpoint-config-no-cmk'],
  evaluate: hostingVolumeKey,
});
