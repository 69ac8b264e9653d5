import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { outboundTraffic } from '../../frameworks/profiles.ts';
import { domain } from '../../resources/sagemaker/domain.ts';

export default defineControl({
  id: 'sagemaker/domain-network-access',
  title: 'Applications of Studio domains reach networks only through a VPC of the account',
  severity: 'high',
  appliesTo: domain,
  reads: ['appNetworkAccessType'],
  rationale:
    "Through SageMaker's own network, notebooks reach the internet past every security group, firewall and log of your VPC.",
  remediation: {
    summary: 'Switch the domain to VpcOnly; the VPC needs endpoints or a NAT gateway for what its applications use.',
    command: ({ name, region }) =>
      shell`aws sagemaker update-domain --region ${region} --domain-id ${name} --app-network-access-type VpcOnly`,
    warning: 'Running applications have to be deleted first, and start again in the VPC only.',
  },
  requirements: outboundTraffic,
  aliases: ['sagemaker-domain-public-network'],
  evaluate: ({ appNetworkAccessType }) =>
    appNetworkAccessType === 'VpcOnly'
      ? pass
      : fail(
          `Applications reach the internet through SageMaker's own network (${appNetworkAccessType}); the VPC of the domain carries only traffic to its file system`,
        ),
});
