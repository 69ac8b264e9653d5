import { rolePermissions } from '../../control-families/role-permissions.ts';
import { shell } from '../../core/shell.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default rolePermissions({
  id: 'sagemaker/notebook-role-permissions',
  title: 'Notebook instances run under roles that may do no more than they need',
  severity: 'high',
  appliesTo: notebookInstance,
  reads: ['roleArn'],

  who: 'whoever opens the notebook',
  command: ({ name, region }) =>
    shell`aws sagemaker describe-notebook-instance --region ${region} --notebook-instance-name ${name}`,
  aliases: ['sagemaker-notebook-role-overprivileged'],
});
