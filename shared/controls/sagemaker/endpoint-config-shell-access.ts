import { hostingShell } from '../../control-families/hosting.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { remoteAccess } from '../../frameworks/profiles.ts';
import { endpointConfig } from '../../resources/sagemaker/endpoint-config.ts';

export default defineControl({
  id: 'sagemaker/endpoint-config-shell-access',
  title: 'Nobody can open a shell in the containers of endpoints',
  severity: 'high',
  appliesTo: endpointConfig,
  reads: ['variants'],
  rationale:
    'Whoever may start a Systems Manager session reads the requests, the model and the credentials of the role in a running container.',
  remediation: {
    summary: 'Make a new endpoint configuration without SSM access, and update the endpoints to it.',
    command: ({ name, region }) =>
      shell`aws sagemaker describe-endpoint-config --region ${region} --endpoint-config-name ${name}`,
    warning: 'A configuration cannot be changed: endpoints keep the former one until UpdateEndpoint names the new one.',
  },
  requirements: remoteAccess,
  aliases: ['sagemaker-endpoint-ssm-access'],
  evaluate: hostingShell,
});
