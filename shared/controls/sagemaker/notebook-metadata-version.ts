import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { workloadLeastPrivilege } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default defineControl({
  id: 'sagemaker/notebook-metadata-version',
  title: 'Notebook instances answer only version 2 of the instance metadata service',
  severity: 'high',
  appliesTo: notebookInstance,
  reads: ['minimumInstanceMetadataServiceVersion'],
  rationale:
    'Version 1 hands the credentials of the role to any plain GET request, and so to whoever gets a server on the notebook to make one.',
  remediation: {
    summary: 'Stop the notebook instance, require version 2, and start it again.',
    command: ({ name, region }) =>
      shell`aws sagemaker update-notebook-instance --region ${region} --notebook-instance-name ${name} --instance-metadata-service-configuration MinimumInstanceMetadataServiceVersion=2`,
    warning: 'The instance has to be stopped first; old SDKs on it may know version 1 only.',
  },
  requirements: workloadLeastPrivilege,
  aliases: ['sagemaker-notebook-imdsv1'],
  evaluate: ({ minimumInstanceMetadataServiceVersion }) =>
    minimumInstanceMetadataServiceVersion === '2'
      ? pass
      : fail('Answers version 1 of the instance metadata service beside version 2'),
});
