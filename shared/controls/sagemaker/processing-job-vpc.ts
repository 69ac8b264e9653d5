import { inCustomerVpc } from '../../control-families/in-customer-vpc.ts';
import { processingJob } from '../../resources/sagemaker/processing-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default inCustomerVpc({
  id: 'sagemaker/processing-job-vpc',
  title: 'Processing jobs run in a VPC of the account',
  severity: 'high',
  appliesTo: processingJob,
  subnetField: 'subnets',
  what: 'The job',
  remediation: {
    summary:
      "Name subnets and security groups where the job is defined (the processor's NetworkConfig(subnets, security_group_ids)), in the code or pipeline that starts it.",
    command: definitionCommand('processing'),
    warning: 'The VPC needs an endpoint for S3, or the next run finds none of its data.',
  },
  aliases: ['sagemaker-processing-job-not-in-vpc'],
});
