import { keyEvidence, keyVerdict } from '../../control-families/customer-managed-key.ts';
import { together } from '../../control-families/together.ts';
import { defineControl } from '../../core/control.ts';
import { fail, notApplicable } from '../../core/verdict.ts';
import { customerManagedKey } from '../../frameworks/profiles.ts';
import { processingJob } from '../../resources/sagemaker/processing-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

const awsManaged = 'is encrypted with the AWS managed key of S3: no key of your own is named';

export default defineControl({
  id: 'sagemaker/processing-job-output-key',
  title: 'What processing jobs put out is encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: processingJob,
  reads: ['outputKmsKeyId', 'outputUris', 'staging'],
  follows: {
    outputKey: keyEvidence,
    'outputKey.key': keyEvidence,
    stagingKeys: keyEvidence,
    'stagingKeys.key': keyEvidence,
  },
  rationale:
    'Prepared data is the training data, and what Athena and Redshift stage for a job lies in S3 too. Only a key of your own can be revoked and audited apart from them.',
  remediation: {
    summary:
      "Name a customer managed key where the job is defined (the processor's output_kms_key, and KmsKeyId of Athena and Redshift inputs), in the code or pipeline that starts it.",
    command: definitionCommand('processing'),
    warning: 'The role of the job needs kms:GenerateDataKey on the key, and whoever reads the output kms:Decrypt.',
  },
  requirements: customerManagedKey,
  aliases: ['sagemaker-processing-job-output-no-cmk'],
  evaluate: ({ outputKmsKeyId, outputUris, staging }, context) => {
    const output =
      outputKmsKeyId !== null
        ? keyVerdict(outputKmsKeyId, 'What the job puts out to S3', context, 'outputKey')
        : outputUris === null
          ? notApplicable('the job puts nothing out to S3')
          : fail(`What the job puts out to S3 ${awsManaged}`);
    const staged = staging.map(({ by, kmsKeyId }) =>
      kmsKeyId === null
        ? fail(`What ${by} stages for the job ${awsManaged}`)
        : keyVerdict(kmsKeyId, `What ${by} stages for the job`, context, 'stagingKeys'),
    );
    return together([output, ...staged]);
  },
});
