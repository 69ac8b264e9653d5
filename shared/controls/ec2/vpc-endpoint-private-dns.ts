import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { networkBoundary } from '../../frameworks/profiles.ts';
import { endpointService } from '../../iam/endpoint-calls.ts';
import { vpcEndpoint } from '../../resources/ec2/vpc-endpoint.ts';

export default defineControl({
  id: 'ec2/vpc-endpoint-private-dns',
  title: 'SageMaker endpoints of VPCs answer to SageMaker’s own names',
  severity: 'medium',
  appliesTo: vpcEndpoint,
  reads: ['serviceName', 'privateDnsEnabled'],
  rationale:
    'SDKs call SageMaker by its public name. Without private DNS that name leads out of the network, past the endpoint and its policy.',
  remediation: {
    summary: 'Enable private DNS on the endpoint; a private hosted zone of your own for these names does as well.',
    command: ({ name, region }) =>
      shell`aws ec2 modify-vpc-endpoint --region ${region} --vpc-endpoint-id ${name} --private-dns-enabled`,
    warning:
      'Everything in the VPC then calls SageMaker through the endpoint, whose security groups have to let it in.',
  },
  requirements: networkBoundary,
  aliases: ['ec2-vpce-private-dns-off'],
  evaluate: ({ serviceName, privateDnsEnabled }) => {
    if (serviceName === undefined) return unknown('the service of the endpoint');
    if (serviceName === null || endpointService(serviceName)?.startsWith('sagemaker.') !== true) {
      return notApplicable('It does not lead to SageMaker');
    }
    if (privateDnsEnabled === undefined) return unknown('whether private DNS is enabled');
    if (privateDnsEnabled === null) return notApplicable('Only interface endpoints have private DNS');
    return privateDnsEnabled
      ? pass
      : fail(`Private DNS is off: the names of ${serviceName} do not lead to the endpoint by themselves`);
  },
});
