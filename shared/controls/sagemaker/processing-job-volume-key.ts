import { volumeKey } from '../../control-families/volume-key.ts';
import { processingJob } from '../../resources/sagemaker/processing-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default volumeKey({
  id: 'sagemaker/processing-job-volume-key',
  title: 'Volumes of processing jobs are encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: processingJob,
  keyField: 'volumeKmsKeyId',
  instanceTypesField: 'instanceTypes',
  what: "The volume of the job's instances",
  remediation: {
    summary:
      "Name a customer managed key for the volumes where the job is defined (the processor's volume_kms_key), in the code or pipeline that starts it.",
    command: definitionCommand('processing'),
    warning: 'The role of the job needs kms:CreateGrant on the key.',
  },
  aliases: ['sagemaker-processing-job-volume-no-cmk'],
});
