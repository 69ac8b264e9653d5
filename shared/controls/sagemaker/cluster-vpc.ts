import { clusterNetwork } from '../../control-families/cluster-groups.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { networkBoundary } from '../../frameworks/profiles.ts';
import { cluster } from '../../resources/sagemaker/cluster.ts';

export default defineControl({
  id: 'sagemaker/cluster-vpc',
  title: 'HyperPod clusters run in a VPC of the account',
  severity: 'high',
  appliesTo: cluster,
  reads: ['subnets', 'groups', 'networks'],
  rationale:
    "Outside a VPC of your own, traffic takes SageMaker's network: no security group, endpoint policy or flow log of yours sees it.",
  remediation: {
    summary:
      'Make the cluster anew with subnets and security groups, or add groups of instances that name their own (OverrideVpcConfig), and delete those that do not.',
    command: ({ arn, region }) => shell`aws sagemaker describe-cluster --region ${region} --cluster-name ${arn}`,
    warning:
      'The VPC of a cluster cannot be changed. In the VPC, nodes need a way to S3 to load their lifecycle scripts.',
  },
  requirements: networkBoundary,
  aliases: ['sagemaker-hyperpod-no-vpc'],
  evaluate: clusterNetwork,
});
