import { rolePermissions } from '../../control-families/role-permissions.ts';
import { shell } from '../../core/shell.ts';
import { domain } from '../../resources/sagemaker/domain.ts';

export default rolePermissions({
  id: 'sagemaker/domain-role-permissions',
  title: 'Studio domains run under roles that may do no more than they need',
  severity: 'high',
  appliesTo: domain,
  reads: ['executionRole', 'spaceExecutionRole', 'rStudioExecutionRole'],
  role: 'roles',
  who: 'everybody who works in Studio',
  command: ({ name, region }) => shell`aws sagemaker describe-domain --region ${region} --domain-id ${name}`,
  aliases: ['sagemaker-domain-execution-role-overprivileged'],
});
