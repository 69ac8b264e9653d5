import control from '../../../shared/controls/sso/permission-set-administrator-grant.ts';
import { activityCases } from '../cases.ts';
import { allowing, held, identityCenter, ofAws, setArn, setCreation } from '../identity-center.ts';

const none = { inlinePolicy: null, attachedPolicies: held(), customerPolicies: held(), boundary: null };
const administrator = { ...none, name: 'DataAdmin', attachedPolicies: held(ofAws('AdministratorAccess')) };
const limit = ofAws('PowerUserAccess');
const attach = { name: 'AttachManagedPolicyToPermissionSet' };
const put = { name: 'PutInlinePolicyToPermissionSet' };
const unlimit = { name: 'DeletePermissionsBoundaryFromPermissionSet' };

export default activityCases(control, {
  pass: {
    'a policy that reads': {
      inlinePolicy: null,
      call: attach,
      before: none,
      after: { ...none, attachedPolicies: held(ofAws('ReadOnlyAccess')) },
    },
    'an inline policy that trains': {
      inlinePolicy: allowing('sagemaker:*'),
      call: put,
      after: { inlinePolicy: allowing('sagemaker:*') },
    },
    'another policy for one that was an administrator': {
      inlinePolicy: null,
      call: attach,
      before: administrator,
      after: { ...administrator, attachedPolicies: held(ofAws('AdministratorAccess'), ofAws('ReadOnlyAccess')) },
    },
    'a boundary taken from a reader': {
      inlinePolicy: null,
      call: unlimit,
      before: { ...none, boundary: limit },
      after: none,
    },
  },
  fail: {
    'AdministratorAccess attached': {
      inlinePolicy: null,
      call: attach,
      before: none,
      after: administrator,
      expect: 'made the permission set DataAdmin an administrator: it holds the AWS managed policy AdministratorAccess',
    },
    'attached to a set of which nothing was known': {
      inlinePolicy: null,
      call: attach,
      after: { attachedPolicies: held(ofAws('IAMFullAccess')) },
    },
    'an inline policy that gives everything': {
      inlinePolicy: allowing('*'),
      call: put,
      before: none,
      after: { ...none, inlinePolicy: allowing('*') },
      expect: 'every action on every resource',
    },
    'the boundary taken away': {
      inlinePolicy: null,
      call: unlimit,
      before: { ...administrator, boundary: limit },
      after: administrator,
    },
  },
  unknown: {
    'inside a boundary': {
      inlinePolicy: null,
      call: attach,
      before: { ...none, boundary: limit },
      after: { ...administrator, boundary: limit },
    },
    'an inline policy that cannot be read': { inlinePolicy: '{', call: put, after: { inlinePolicy: '{' } },
  },
  record: [
    setCreation('DataAdmin'),
    identityCenter('AttachManagedPolicyToPermissionSet', {
      permissionSetArn: setArn(),
      managedPolicyArn: ofAws('AdministratorAccess'),
    }),
  ],
});
