import { keyEvidence } from '../../control-families/customer-managed-key.ts';
import { hostingVerdicts } from '../../control-families/hosting.ts';
import { together } from '../../control-families/together.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { unknown } from '../../core/verdict.ts';
import { customerManagedKey, networkBoundary, withRequirements } from '../../frameworks/profiles.ts';
import { endpoint } from '../../resources/sagemaker/endpoint.ts';

export default defineControl({
  id: 'sagemaker/endpoint-hosting',
  title: 'Endpoints use configurations and models that comply',
  severity: 'high',
  appliesTo: endpoint,
  reads: ['endpointConfigName'],
  follows: {
    endpointConfig: ['kmsKeyId', 'variants', 'captures', 'captureKmsKeyId', 'subnets', 'enableNetworkIsolation'],
    'endpointConfig.models': ['subnets', 'enableNetworkIsolation'],
    'endpointConfig.kmsKey': keyEvidence,
    'endpointConfig.kmsKey.key': keyEvidence,
    'endpointConfig.captureKey': keyEvidence,
    'endpointConfig.captureKey.key': keyEvidence,
  },
  rationale:
    'A configuration or a model that does not comply harms nobody until an endpoint answers with it: what counts is the whole chain that is live.',
  remediation: {
    summary: 'Make a configuration and models that comply, and update the endpoint to them.',
    command: ({ region }, { endpointConfigName }) =>
      shell`aws sagemaker describe-endpoint-config --region ${region} --endpoint-config-name ${endpointConfigName}`,
    warning: 'Updating an endpoint replaces its instances; it goes on answering meanwhile.',
  },
  requirements: withRequirements(networkBoundary, customerManagedKey),
  aliases: ['sagemaker-endpoint-uses-noncompliant-config'],
  evaluate: ({ endpointConfigName }, context) => {
    const [config] = context.related['endpointConfig'] ?? [];
    if (!config) return unknown(`endpoint configuration ${endpointConfigName}`);
    return together(
      hostingVerdicts(config, context),
      ([first = '', ...others]) =>
        `Answers with configuration ${endpointConfigName}: ${first}${others.length > 0 ? `, and ${others.length} more` : ''}`,
    );
  },
});
