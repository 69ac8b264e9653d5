import { inCustomerVpc } from '../../control-families/in-customer-vpc.ts';
import { shell } from '../../core/shell.ts';
import { model } from '../../resources/sagemaker/model.ts';

export default inCustomerVpc({
  id: 'sagemaker/model-vpc',
  title: 'Models run in a VPC of the account',
  severity: 'medium',
  appliesTo: model,
  subnetField: 'subnets',
  what: 'The model',
  remediation: {
    summary:
      'Make the model anew with subnets and security groups, and point its endpoints at a configuration that names it.',
    command: ({ name, region }) => shell`aws sagemaker describe-model --region ${region} --model-name ${name}`,
    warning: 'A model cannot be changed. In the VPC, it needs an endpoint for S3 to load its artifacts.',
  },
  aliases: ['sagemaker-model-not-in-vpc'],
});
