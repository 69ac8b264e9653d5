import { ownChange } from '../../control-families/own-stack.ts';
import { iamRole } from '../../resources/iam/role.ts';

export default ownChange({
  id: 'sagewatch/role-change',
  appliesTo: iamRole,
  noun: 'role',
  doings: {
    CreateRole: 'was made',
    UpdateAssumeRolePolicy: 'may be assumed by others than before',
    AttachRolePolicy: 'got another policy',
    PutRolePolicy: 'got another policy',
    DetachRolePolicy: 'lost a policy',
    DeleteRolePolicy: 'lost a policy',
    PutRolePermissionsBoundary: 'got another boundary',
    DeleteRolePermissionsBoundary: 'lost its boundary',
    DeleteRole: 'was deleted',
  },
  rationale:
    'A function without its role sees and tells nothing, and whoever may assume the role sees and tells in its name.',
});
