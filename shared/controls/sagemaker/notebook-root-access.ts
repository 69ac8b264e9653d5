import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { leastPrivilege, withRequirements } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default defineControl({
  id: 'sagemaker/notebook-root-access',
  title: 'Users of notebook instances do not have root access',
  severity: 'high',
  appliesTo: notebookInstance,
  reads: ['rootAccess'],
  rationale:
    'Root on the instance can read the credentials of its role, switch off its logging and change what runs on it.',
  remediation: {
    summary: 'Stop the notebook instance, switch root access off, and start it again.',
    command: ({ name, region }) =>
      shell`aws sagemaker update-notebook-instance --region ${region} --notebook-instance-name ${name} --root-access Disabled`,
    warning: 'The instance has to be stopped first; lifecycle configuration scripts still run as root.',
  },
  requirements: withRequirements(leastPrivilege, { 'aws-fsbp': ['SageMaker.3'], 'aws-ai-security': ['SageMaker.3'] }),
  aliases: ['sagemaker-notebook-root-access'],
  evaluate: ({ rootAccess }) =>
    rootAccess === 'Disabled' ? pass : fail('Users of this notebook instance have root access'),
});
