import { awsPolicyAttachment } from '../../control-families/aws-policy-attachment.ts';
import { awsPolicyIn } from '../../iam/administrator-policies.ts';

const policies = {
  AmazonSageMakerFullAccess:
    'all of SageMaker, every bucket and object with sagemaker in its name or tag, and passing the roles named AmazonSageMaker…',
};

export default awsPolicyAttachment({
  id: 'iam/sagemaker-full-access-attachment',
  title: 'No role, user or group holds AmazonSageMakerFullAccess',
  severity: 'medium',
  heldOf: (policyArn) => awsPolicyIn(policies, policyArn),
  rationale:
    'AWS made it to get started: whoever has it reaches every notebook, model and dataset that follows the usual names, of every team, and can start jobs under their roles.',
  summary:
    'Attach a policy that names the actions, buckets and roles of the work at hand (SageMaker Role Manager writes them by persona), then detach this one.',
  warning: 'Notebooks and jobs under the role lose what the new policy leaves out: try it on one of them first.',
  requirements: {},
  aliases: ['iam-sagemaker-full-access-attached'],
});
