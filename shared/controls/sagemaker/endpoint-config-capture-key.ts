import { keyEvidence } from '../../control-families/customer-managed-key.ts';
import { captureKey } from '../../control-families/hosting.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { customerManagedKey } from '../../frameworks/profiles.ts';
import { endpointConfig } from '../../resources/sagemaker/endpoint-config.ts';

export default defineControl({
  id: 'sagemaker/endpoint-config-capture-key',
  title: 'Captured inference data is encrypted with a customer managed key',
  severity: 'high',
  appliesTo: endpointConfig,
  reads: ['captures', 'captureKmsKeyId'],
  follows: { captureKey: keyEvidence, 'captureKey.key': keyEvidence },
  rationale:
    'Capture keeps what people sent to the model and what it answered, as it was: the most telling data there is.',
  remediation: {
    summary:
      'Make a new endpoint configuration whose capture names a customer managed key, and update the endpoints to it.',
    command: ({ name, region }) =>
      shell`aws sagemaker describe-endpoint-config --region ${region} --endpoint-config-name ${name}`,
    warning: 'A configuration cannot be changed: endpoints keep the former one until UpdateEndpoint names the new one.',
  },
  requirements: customerManagedKey,
  aliases: ['sagemaker-endpoint-capture-no-cmk'],
  evaluate: captureKey,
});
