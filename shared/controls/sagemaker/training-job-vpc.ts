import { inCustomerVpc } from '../../control-families/in-customer-vpc.ts';
import { trainingJob } from '../../resources/sagemaker/training-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default inCustomerVpc({
  id: 'sagemaker/training-job-vpc',
  title: 'Training jobs run in a VPC of the account',
  severity: 'high',
  appliesTo: trainingJob,
  subnetField: 'subnets',
  what: 'The job',
  remediation: {
    summary:
      "Name subnets and security groups where the job is defined (the estimator's subnets and security_group_ids), in the code or pipeline that starts it.",
    command: definitionCommand('training'),
    warning: 'The VPC needs an endpoint for S3, or the next run finds none of its data.',
  },
  aliases: ['sagemaker-training-job-not-in-vpc'],
});
