import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { softwareIntegrity } from '../../frameworks/profiles.ts';
import { domain } from '../../resources/sagemaker/domain.ts';

export default defineControl({
  id: 'sagemaker/domain-docker-access',
  title: 'Studio domains run Docker only with images from trusted accounts, if at all',
  severity: 'medium',
  appliesTo: domain,
  reads: ['enableDockerAccess', 'appNetworkAccessType', 'vpcOnlyTrustedAccounts'],
  rationale: 'An image of anybody that runs in Studio runs beside the data, with a role that can read it.',
  remediation: {
    summary: 'Switch Docker access off, or use VpcOnly and name the accounts whose registries are trusted.',
    command: ({ name, region }) =>
      shell`aws sagemaker update-domain --region ${region} --domain-id ${name} --domain-settings-for-update ${'DockerSettings={EnableDockerAccess=DISABLED}'}`,
    warning: 'Local mode of the SageMaker SDK and image builds in Studio stop working.',
  },
  requirements: softwareIntegrity,
  aliases: ['sagemaker-domain-docker-access'],
  evaluate: ({ enableDockerAccess, appNetworkAccessType, vpcOnlyTrustedAccounts }, { resource, configuration }) => {
    if (enableDockerAccess !== 'ENABLED') return pass;
    if (appNetworkAccessType !== 'VpcOnly') {
      return fail("Docker is on, and images of any registry can be pulled through SageMaker's own network");
    }
    if (vpcOnlyTrustedAccounts === null) return fail('Docker is on, and no account is named that images may come from');
    const strange = vpcOnlyTrustedAccounts.filter(
      (account) => account !== resource.account && !configuration.trustedAccounts.includes(account),
    );
    return strange.length === 0
      ? pass
      : fail(`Docker is on, and trusts images of ${strange.join(', ')}, which the organisation does not trust`);
  },
});
