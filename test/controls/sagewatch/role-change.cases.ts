import control from '../../../shared/controls/sagewatch/role-change.ts';
import { activityCases } from '../cases.ts';
import { ownChangeRows } from '../own-change-rows.ts';

export default activityCases(control, {
  ...ownChangeRows('sagewatch-prod-eu-central-1-evaluate', {
    DeleteRolePolicy: 'role sagewatch-prod-eu-central-1-evaluate lost a policy',
    CreateRole: 'was made',
    UpdateAssumeRolePolicy: 'assumed by others',
    AttachRolePolicy: 'got another policy',
    PutRolePolicy: 'got another policy',
    DetachRolePolicy: 'lost a policy',
    PutRolePermissionsBoundary: 'got another boundary',
    DeleteRolePermissionsBoundary: 'lost its boundary',
    DeleteRole: 'was deleted',
  }),
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'PutRolePolicy',
    requestParameters: {
      roleName: 'sagewatch-prod-eu-central-1-evaluate',
      policyName: 'evaluate',
      policyDocument: '{"Version":"2012-10-17","Statement":[]}',
    },
  },
});
