import { defineActivityControl } from '../../core/control.ts';
import { caselessGlobMatches } from '../../core/glob.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { anomalousActivity, withRequirements, workloadLeastPrivilege } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default defineActivityControl({
  id: 'sagemaker/notebook-lifecycle-attachment',
  title: 'Nobody attaches another start script to an existing notebook instance',
  severity: 'high',
  appliesTo: notebookInstance,
  watches: ['UpdateNotebookInstance'],
  reads: ['lifecycleConfigName'],
  rationale:
    'A script that is attached to an existing notebook runs as root at its next start: who may do that has the role of the notebook, and what is on it.',
  remediation: {
    summary:
      'Ask who attached it and read its scripts. If nobody can tell, stop the notebook instance, detach it, and take the role for disclosed.',
    command: ({ name, region }) =>
      shell`aws sagemaker stop-notebook-instance --region ${region} --notebook-instance-name ${name}`,
    warning: 'Stopping ends what runs on the instance.',
  },
  requirements: withRequirements(anomalousActivity, workloadLeastPrivilege),
  aliases: ['sagemaker-notebook-lifecycle-attached'],
  evaluate: ({ facts: { lifecycleConfigName }, before }, { configuration }) => {
    if (lifecycleConfigName === null) return notApplicable('the update attaches no lifecycle configuration');
    const { lifecycleConfigs } = configuration.approved;
    if (lifecycleConfigs.some((pattern) => caselessGlobMatches(pattern, lifecycleConfigName))) return pass;
    const former = before?.lifecycleConfigName;
    if (former === undefined) return unknown('the lifecycle configuration it had before');
    if (former?.toLowerCase() === lifecycleConfigName.toLowerCase()) return pass;
    return fail(
      `Lifecycle configuration ${lifecycleConfigName} was attached to an existing notebook instance, which ${former === null ? 'had none' : `had ${former}`}`,
    );
  },
});
