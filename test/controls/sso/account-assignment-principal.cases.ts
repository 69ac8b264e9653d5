import control from '../../../shared/controls/sso/account-assignment-principal.ts';
import { cases } from '../cases.ts';
import { allowing, held, identityCenter, ofAws, setArn, setCreation } from '../identity-center.ts';
import { relatedResource } from '../related.ts';

const none = {
  name: 'DataAdmin',
  inlinePolicy: null,
  attachedPolicies: held(),
  customerPolicies: held(),
  boundary: null,
};
const administrator = { ...none, attachedPolicies: held(ofAws('AdministratorAccess')) };
const assigned = (principalType: string, state: object) => ({
  principalType,
  principalId: '94e80458-9021-70ea-08fa-c3a10a1d8a92',
  permissionSetArn: setArn(),
  related: { permissionSet: [relatedResource('sso/permission-set', setArn(), { ...state })] },
});

export default cases(control, {
  pass: { 'a group of administrators': assigned('GROUP', administrator) },
  fail: {
    'one administrator': {
      ...assigned('USER', administrator),
      expect:
        'User 94e80458-9021-70ea-08fa-c3a10a1d8a92 alone is assigned permission set DataAdmin in account 111122223333, which holds the AWS managed policy AdministratorAccess',
    },
    'everything, by its inline policy': assigned('USER', { ...none, inlinePolicy: allowing('*') }),
    'of a set that was there before': assigned('USER', {
      attachedPolicies: { ...held(ofAws('AdministratorAccess')), complete: false },
    }),
  },
  notApplicable: {
    'one trainer': assigned('USER', { ...none, inlinePolicy: allowing('sagemaker:CreateTrainingJob') }),
  },
  unknown: {
    'a set that nobody has seen': assigned('USER', {}),
    'a policy of the account': assigned('USER', { ...none, customerPolicies: held('/ml/Data') }),
  },
  record: [
    setCreation('DataAdmin'),
    identityCenter('AttachManagedPolicyToPermissionSet', {
      permissionSetArn: setArn(),
      managedPolicyArn: ofAws('AdministratorAccess'),
    }),
    identityCenter(
      'CreateAccountAssignment',
      {
        targetId: '444455556666',
        targetType: 'AWS_ACCOUNT',
        permissionSetArn: setArn(),
        principalType: 'USER',
        principalId: '94e80458-9021-70ea-08fa-c3a10a1d8a92',
      },
      { responseElements: { accountAssignmentCreationStatus: { status: 'IN_PROGRESS' } } },
    ),
  ],
});
