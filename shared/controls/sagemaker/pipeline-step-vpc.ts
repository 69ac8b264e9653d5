import { stepSetting } from '../../control-families/pipeline-steps.ts';
import { networkBoundary } from '../../frameworks/profiles.ts';

export default stepSetting({
  id: 'sagemaker/pipeline-step-vpc',
  title: 'Jobs and models that pipelines define run in a VPC of the account',
  severity: 'high',
  setting: 'inVpc',
  complaint: "runs outside your VPCs, on SageMaker's own network: no subnet is named",
  rationale:
    "Outside a VPC of your own, traffic takes SageMaker's network: no security group, endpoint policy or flow log of yours sees it. A pipeline starts such jobs again and again.",
  summary: 'Name subnets and security groups in the steps (VpcConfig), and update the pipeline.',
  warning: 'The VPC needs an endpoint for S3, or the next execution finds none of its data.',
  requirements: networkBoundary,
  aliases: ['sagemaker-pipeline-unsafe-step'],
});
