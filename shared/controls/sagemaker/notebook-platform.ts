import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { vulnerabilityManagement, withRequirements } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';
import { latestPlatform, platformSupport } from '../../resources/sagemaker/notebook-platforms.ts';

export default defineControl({
  id: 'sagemaker/notebook-platform',
  title: 'Notebook instances run a platform that gets security updates',
  severity: 'medium',
  appliesTo: notebookInstance,
  reads: ['platformIdentifier'],
  rationale: 'On a platform that is no longer supported, holes that everybody knows stay open.',
  remediation: {
    summary: `Move what is on the notebook instance to ${latestPlatform}.`,
    command: ({ name, region }) =>
      shell`aws sagemaker update-notebook-instance --region ${region} --notebook-instance-name ${name} --platform-identifier ${latestPlatform}`,
    warning:
      'The instance has to be stopped first; kernels and start scripts made for the former platform may need to be adapted.',
  },
  requirements: withRequirements(vulnerabilityManagement, {
    'aws-fsbp': ['SageMaker.8'],
    'aws-ai-security': ['SageMaker.8'],
  }),
  aliases: ['sagemaker-notebook-unsupported-platform'],
  evaluate: ({ platformIdentifier }, { at }) => {
    const support = platformSupport(platformIdentifier ?? '');
    if (!support) return unknown(`until when ${platformIdentifier} is supported`);
    return at < support.until
      ? pass
      : fail(`Runs ${platformIdentifier} (${support.what}), which is not supported since ${support.ended}`);
  },
});
