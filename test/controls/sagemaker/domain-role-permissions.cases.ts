import control from '../../../shared/controls/sagemaker/domain-role-permissions.ts';
import { cases } from '../cases.ts';
import { rolePermissionRows, trainer } from './role-permissions.ts';

const eventSource = 'sagemaker.amazonaws.com';

export default cases(
  control,
  rolePermissionRows(
    { executionRole: trainer, spaceExecutionRole: null, rStudioExecutionRole: null },
    {
      eventSource,
      eventName: 'CreateDomain',
      requestParameters: { domainName: 'studio', defaultUserSettings: { executionRole: trainer } },
      responseElements: { domainArn: 'arn:aws:sagemaker:eu-central-1:111122223333:domain/d-1' },
    },
    { roles: 'roles' },
  ),
);
