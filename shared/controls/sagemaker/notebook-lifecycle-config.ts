import { defineControl } from '../../core/control.ts';
import { caselessGlobMatches } from '../../core/glob.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { configurationBaseline } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default defineControl({
  id: 'sagemaker/notebook-lifecycle-config',
  title: 'Notebook instances start with an approved lifecycle configuration',
  severity: 'medium',
  appliesTo: notebookInstance,
  reads: ['lifecycleConfigName'],
  rationale:
    'Hardening, auto-stop and monitoring of a notebook instance are in its start script; any other proves nothing.',
  remediation: {
    summary: 'Stop the notebook instance, attach an approved lifecycle configuration, and start it again.',
    command: ({ name, region }) =>
      shell`aws sagemaker update-notebook-instance --region ${region} --notebook-instance-name ${name} --lifecycle-config-name APPROVED_CONFIGURATION`,
    warning: 'The instance has to be stopped first.',
  },
  requirements: configurationBaseline,
  aliases: ['sagemaker-notebook-missing-lifecycle-config'],
  evaluate: ({ lifecycleConfigName }, { configuration }) => {
    const approved = configuration.approved.lifecycleConfigs;
    if (approved.length === 0) return notApplicable('nobody told which lifecycle configurations are approved');
    if (lifecycleConfigName === null) return fail('Starts without a lifecycle configuration');
    return approved.some((pattern) => caselessGlobMatches(pattern, lifecycleConfigName))
      ? pass
      : fail(`Starts with the lifecycle configuration ${lifecycleConfigName}, which is not approved`);
  },
});
