import { rolePermissions } from '../../control-families/role-permissions.ts';
import { shell } from '../../core/shell.ts';
import { mlflowApp } from '../../resources/sagemaker/mlflow-app.ts';

export default rolePermissions({
  id: 'sagemaker/mlflow-app-role-permissions',
  title: 'MLflow apps run under roles that may do no more than they need',
  severity: 'medium',
  appliesTo: mlflowApp,
  reads: ['roleArn'],

  who: 'whoever works with the app',
  command: ({ arn, region }) => shell`aws sagemaker describe-mlflow-app --region ${region} --arn ${arn}`,
});
