import { rolePermissions } from '../../control-families/role-permissions.ts';
import { shell } from '../../core/shell.ts';
import { mlflowTrackingServer } from '../../resources/sagemaker/mlflow-tracking-server.ts';

export default rolePermissions({
  id: 'sagemaker/mlflow-tracking-server-role-permissions',
  title: 'MLflow tracking servers run under roles that may do no more than they need',
  severity: 'medium',
  appliesTo: mlflowTrackingServer,
  reads: ['roleArn'],

  who: 'whoever works with the server',
  command: ({ name, region }) =>
    shell`aws sagemaker describe-mlflow-tracking-server --region ${region} --tracking-server-name ${name}`,
  aliases: ['sagemaker-mlflow-role-overprivileged'],
});
