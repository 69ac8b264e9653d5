import control from '../../../shared/controls/sagemaker/user-profile-role-permissions.ts';
import { cases } from '../cases.ts';
import { rolePermissionRows, trainer } from './role-permissions.ts';

const eventSource = 'sagemaker.amazonaws.com';

export default cases(
  control,
  rolePermissionRows(
    { executionRole: trainer },
    {
      eventSource,
      eventName: 'CreateUserProfile',
      requestParameters: { domainId: 'd-1', userProfileName: 'alice', userSettings: { executionRole: trainer } },
    },
    { without: { executionRole: null } },
  ),
);
