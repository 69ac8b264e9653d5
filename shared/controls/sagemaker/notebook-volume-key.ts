import { customerManagedKey } from '../../control-families/customer-managed-key.ts';
import { shell } from '../../core/shell.ts';
import { customerManagedKey as keyRequirements, withRequirements } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default customerManagedKey({
  id: 'sagemaker/notebook-volume-key',
  title: 'Notebook volumes are encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: notebookInstance,
  keyField: 'kmsKeyId',
  what: "The notebook's volume",
  otherwise: 'a key that AWS owns',
  requirements: withRequirements(keyRequirements, { 'aws-ai-security': ['SageMaker.21'] }),
  rationale: 'Only a key of your own can be revoked, rotated and audited apart from the data that it protects.',
  remediation: {
    summary: 'Re-create the notebook instance with a customer managed key; the key of a volume cannot be changed.',
    command: ({ name, region }) =>
      shell`aws sagemaker describe-notebook-instance --region ${region} --notebook-instance-name ${name}`,
    warning: 'Re-creating loses what is on the volume: copy it to S3 or a repository first.',
  },
  aliases: ['sagemaker-notebook-volume-no-cmk'],
});
