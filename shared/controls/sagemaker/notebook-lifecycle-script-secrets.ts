import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { embeddedSecrets } from '../../frameworks/profiles.ts';
import { notebookLifecycleConfig } from '../../resources/sagemaker/notebook-lifecycle-config.ts';

export default defineControl({
  id: 'sagemaker/notebook-lifecycle-script-secrets',
  title: 'Start scripts of notebook instances hold no secrets',
  severity: 'high',
  appliesTo: notebookLifecycleConfig,
  reads: ['onCreate', 'onStart'],
  rationale:
    'Whoever may describe the configuration, and whoever reads CloudTrail, can read what stands in its scripts.',
  remediation: {
    summary:
      'Replace the secret where it is used, then have the script fetch it from Secrets Manager: it stands in CloudTrail for good.',
    command: ({ name, region }) =>
      `${shell`aws sagemaker update-notebook-instance-lifecycle-config --region ${region} --notebook-instance-lifecycle-config-name ${name}`} --on-start Content="$(base64 -w0 on-start.sh)"`,
    warning: 'The new script runs at the next start of every notebook instance that has it.',
  },
  requirements: embeddedSecrets,
  aliases: ['sagemaker-notebook-lifecycle-script-secrets'],
  evaluate: ({ onCreate, onStart }) => {
    const kinds = [...new Set([...(onCreate?.secrets ?? []), ...(onStart?.secrets ?? [])])];
    return kinds.length === 0 ? pass : fail(`A script holds ${kinds.join(' and ')} in clear`);
  },
});
