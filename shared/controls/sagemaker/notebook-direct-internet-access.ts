import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { outboundTraffic, withRequirements } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default defineControl({
  id: 'sagemaker/notebook-direct-internet-access',
  title: 'Notebook instances have no direct internet access',
  severity: 'high',
  appliesTo: notebookInstance,
  reads: ['directInternetAccess', 'subnetId'],
  rationale:
    "A notebook with SageMaker's own route to the internet can send data out past every security group, firewall and log of your VPC.",
  remediation: {
    summary: 'Re-create the notebook instance in a subnet of yours, with direct internet access disabled.',
    command: ({ name, region }) =>
      shell`aws sagemaker describe-notebook-instance --region ${region} --notebook-instance-name ${name}`,
    warning:
      'Re-creating loses what is on the volume: copy it first. Without internet access, the VPC needs endpoints or a NAT gateway.',
  },
  requirements: withRequirements(outboundTraffic, {
    'aws-fsbp': ['SageMaker.1'],
    'aws-ai-security': ['SageMaker.1'],
  }),
  aliases: ['sagemaker-notebook-direct-internet-access'],
  evaluate: ({ directInternetAccess, subnetId }) => {
    if (directInternetAccess === 'Disabled') return pass;
    return fail(
      subnetId === null
        ? "Reaches the internet directly through SageMaker's own network, outside any VPC of yours"
        : "Reaches the internet directly through SageMaker's own network, beside your VPC",
    );
  },
});
