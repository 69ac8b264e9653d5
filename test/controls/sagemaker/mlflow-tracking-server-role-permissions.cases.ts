import control from '../../../shared/controls/sagemaker/mlflow-tracking-server-role-permissions.ts';
import { cases } from '../cases.ts';
import { rolePermissionRows, trainer } from './role-permissions.ts';

const eventSource = 'sagemaker.amazonaws.com';

export default cases(
  control,
  rolePermissionRows(
    { roleArn: trainer },
    {
      eventSource,
      eventName: 'CreateMlflowTrackingServer',
      requestParameters: { trackingServerName: 'experiments', roleArn: trainer, artifactStoreUri: 's3://ml-artifacts' },
    },
  ),
);
