import { inCustomerVpc } from '../../control-families/in-customer-vpc.ts';
import { shell } from '../../core/shell.ts';
import { networkBoundary, withRequirements } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default inCustomerVpc({
  id: 'sagemaker/notebook-vpc',
  title: 'Notebook instances run in a VPC of the account',
  severity: 'high',
  appliesTo: notebookInstance,
  subnetField: 'subnetId',
  what: 'The notebook instance',
  remediation: {
    summary: 'Re-create the notebook instance in a subnet of yours; the network of a notebook cannot be changed.',
    command: ({ name, region }) =>
      shell`aws sagemaker describe-notebook-instance --region ${region} --notebook-instance-name ${name}`,
    warning: 'Re-creating loses what is on the volume: copy it to S3 or a repository first.',
  },
  requirements: withRequirements(networkBoundary, {
    'aws-fsbp': ['SageMaker.2'],
    'aws-ai-security': ['SageMaker.2'],
  }),
  aliases: ['sagemaker-notebook-not-in-vpc'],
});
