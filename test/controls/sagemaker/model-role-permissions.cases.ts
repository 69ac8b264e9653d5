import control from '../../../shared/controls/sagemaker/model-role-permissions.ts';
import { cases } from '../cases.ts';
import { rolePermissionRows, trainer } from './role-permissions.ts';

const eventSource = 'sagemaker.amazonaws.com';

export default cases(
  control,
  rolePermissionRows(
    { executionRoleArn: trainer },
    { eventSource, eventName: 'CreateModel', requestParameters: { modelName: 'churn', executionRoleArn: trainer } },
    { without: { executionRoleArn: null } },
  ),
);
