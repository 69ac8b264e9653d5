import control from '../../../shared/controls/sagemaker/processing-job-role-permissions.ts';
import { cases } from '../cases.ts';
import { rolePermissionRows, trainer } from './role-permissions.ts';

const eventSource = 'sagemaker.amazonaws.com';

export default cases(
  control,
  rolePermissionRows(
    { roleArn: trainer },
    {
      eventSource,
      eventName: 'CreateProcessingJob',
      requestParameters: { processingJobName: 'churn-1', roleArn: trainer },
    },
  ),
);
