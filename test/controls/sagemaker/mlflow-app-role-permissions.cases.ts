import control from '../../../shared/controls/sagemaker/mlflow-app-role-permissions.ts';
import { cases } from '../cases.ts';
import { rolePermissionRows, trainer } from './role-permissions.ts';

const eventSource = 'sagemaker.amazonaws.com';

export default cases(
  control,
  rolePermissionRows(
    { roleArn: trainer },
    {
      eventSource,
      eventName: 'CreateMlflowApp',
      requestParameters: { name: 'experiments', roleArn: trainer, artifactStoreUri: 's3://ml-artifacts' },
      responseElements: { arn: 'arn:aws:sagemaker:eu-central-1:111122223333:mlflow-app/app-1' },
    },
  ),
);
