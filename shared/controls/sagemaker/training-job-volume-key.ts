import { volumeKey } from '../../control-families/volume-key.ts';
import { trainingJob } from '../../resources/sagemaker/training-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default volumeKey({
  id: 'sagemaker/training-job-volume-key',
  title: 'Volumes of training jobs are encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: trainingJob,
  keyField: 'volumeKmsKeyId',
  instanceTypesField: 'instanceTypes',
  what: "The volume of the job's instances",
  remediation: {
    summary:
      "Name a customer managed key for the volumes where the job is defined (the estimator's volume_kms_key), in the code or pipeline that starts it.",
    command: definitionCommand('training'),
    warning: 'The role of the job needs kms:CreateGrant on the key.',
  },
  aliases: ['sagemaker-training-job-volume-no-cmk'],
});
