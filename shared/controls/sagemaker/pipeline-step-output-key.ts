import { keyEvidence, keyVerdict } from '../../control-families/customer-managed-key.ts';
import { describePipeline, stepsNamed, unreadSteps } from '../../control-families/pipeline-steps.ts';
import { together } from '../../control-families/together.ts';
import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, unknown, type Verdict } from '../../core/verdict.ts';
import { customerManagedKey } from '../../frameworks/profiles.ts';
import { undecided } from '../../resources/sagemaker/pipeline-definition.ts';
import { pipeline } from '../../resources/sagemaker/pipeline.ts';

export default defineControl({
  id: 'sagemaker/pipeline-step-output-key',
  title: 'What steps of pipelines put out is encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: pipeline,
  reads: ['steps'],
  follows: { outputKeys: keyEvidence, 'outputKeys.key': keyEvidence },
  rationale:
    'Prepared data and models give away what they were made from. Only a key of your own can be revoked and audited apart from them.',
  remediation: {
    summary:
      'Name a customer managed key in the steps (KmsKeyId of OutputDataConfig, ProcessingOutputConfig or TransformOutput), and update the pipeline.',
    command: describePipeline,
    warning: 'The roles of the jobs need kms:GenerateDataKey on the key, and whoever reads the output kms:Decrypt.',
  },
  requirements: customerManagedKey,
  aliases: ['sagemaker-pipeline-no-cmk'],
  evaluate: ({ steps }, context): Verdict => {
    if (!steps) return unreadSteps;
    const writing = steps.flatMap((step) => (step.output ? [{ step, key: step.output.key }] : []));
    if (writing.length === 0) return notApplicable('no step of the pipeline puts anything out to S3');
    return together(
      [...new Set(writing.map(({ key }) => key))].map((key) => {
        const alike = writing.filter((each) => each.key === key).map(({ step }) => step);
        const what = `What the pipeline puts out to S3 in the ${stepsNamed(alike)}`;
        if (key === null)
          return fail(`${what} is encrypted with the AWS managed key of S3: no key of your own is named`);
        return key === undecided
          ? unknown(`the key that an execution decides on for the ${stepsNamed(alike)}`)
          : keyVerdict(key, what, context, 'outputKeys');
      }),
    );
  },
});
