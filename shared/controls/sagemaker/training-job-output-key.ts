import { customerManagedKey } from '../../control-families/customer-managed-key.ts';
import { trainingJob } from '../../resources/sagemaker/training-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default customerManagedKey({
  id: 'sagemaker/training-job-output-key',
  title: 'Models that training jobs put out are encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: trainingJob,
  keyField: 'outputKmsKeyId',
  role: 'outputKey',
  what: 'What the job puts out to S3',
  otherwise: 'the AWS managed key of S3',
  rationale:
    'A model gives away what it was trained on. Only a key of your own can be revoked and audited apart from it.',
  remediation: {
    summary:
      "Name a customer managed key for the output where the job is defined (the estimator's output_kms_key), in the code or pipeline that starts it.",
    command: definitionCommand('training'),
    warning: 'The role of the job needs kms:GenerateDataKey on the key, and whoever reads the model kms:Decrypt.',
  },
  aliases: ['sagemaker-training-job-output-no-cmk'],
  alsoReads: ['outputUri'],
  exempt: ({ outputKmsKeyId, outputUri }) =>
    outputKmsKeyId === null && /^s3:\/\/[^/]*--x-s3(\/|$)/.test(outputUri ?? '')
      ? 'the output goes to S3 Express One Zone, for which SageMaker takes no key'
      : undefined,
});
