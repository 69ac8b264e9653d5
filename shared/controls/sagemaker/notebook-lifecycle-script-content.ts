import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { maliciousCode } from '../../frameworks/profiles.ts';
import { notebookLifecycleConfig } from '../../resources/sagemaker/notebook-lifecycle-config.ts';

export default defineControl({
  id: 'sagemaker/notebook-lifecycle-script-content',
  title: 'Start scripts of notebook instances do nothing suspicious',
  severity: 'high',
  appliesTo: notebookLifecycleConfig,
  reads: ['onCreate', 'onStart'],
  rationale:
    'These scripts run as root, with the role of every notebook instance that they are attached to, whenever it starts.',
  remediation: {
    summary:
      'Read the script, ask who wrote it, and replace it; keep the notebook instances that have it stopped until then.',
    command: ({ name, region }) =>
      shell`aws sagemaker list-notebook-instances --region ${region} --notebook-instance-lifecycle-config-name-contains ${name}`,
    warning: 'Instances that started since ran the script: take their role for disclosed.',
  },
  requirements: maliciousCode,
  aliases: ['sagemaker-notebook-lifecycle-script-suspicious'],
  evaluate: ({ onCreate, onStart }) => {
    const found = [
      ...(onCreate?.traits ?? []).map((trait) => `The script that runs when the instance is created ${trait}`),
      ...(onStart?.traits ?? []).map((trait) => `The script that runs when the instance starts ${trait}`),
    ];
    return found.length === 0 ? pass : fail(found.join('; '), { details: found.length > 1 ? found : [] });
  },
});
