import { rolePermissions } from '../../control-families/role-permissions.ts';
import { shell } from '../../core/shell.ts';
import { model } from '../../resources/sagemaker/model.ts';

export default rolePermissions({
  id: 'sagemaker/model-role-permissions',
  title: 'Models run under roles that may do no more than they need',
  severity: 'high',
  appliesTo: model,
  reads: ['executionRoleArn'],

  who: 'whoever reaches the container through its endpoint',
  command: ({ name, region }) => shell`aws sagemaker describe-model --region ${region} --model-name ${name}`,
});
