import * as fc from 'fast-check';
import { test } from 'vitest';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { RecordFixture } from '../controls/cases.ts';
import {
  allowing,
  identityCenter,
  ofAws,
  provisioning,
  roleCreation,
  setArn,
  setCreation,
} from '../controls/identity-center.ts';
import { expectSameInAnyOrder } from '../fixtures/any-order.ts';
import { record } from '../fixtures/record.ts';

const accounts = ['111122223333', '444455556666', '777788889999'];
const account = fc.constantFrom(...accounts);
const name = fc.constantFrom('DataAdmin', 'Reader');
const managed = fc.constantFrom(ofAws('AdministratorAccess'), `arn:aws:iam::${accounts[0]}:policy/Data`);
const document = fc.constantFrom(allowing('*'), allowing('s3:GetObject'), allowing('iam:PassRole'));
const policyName = 'AwsSSOInlinePolicy';

const provisioned = fc.oneof(
  fc.tuple(account, name).map(([id, set]) => roleCreation(id, set)),
  fc
    .tuple(account, fc.constantFrom('AttachRolePolicy', 'DetachRolePolicy'), managed, name)
    .map(([id, call, policyArn, set]) => provisioning(id, call, { policyArn }, set)),
  fc
    .tuple(account, document, name)
    .map(([id, policyDocument, set]) => provisioning(id, 'PutRolePolicy', { policyName, policyDocument }, set)),
  fc.tuple(account, name).map(([id, set]) => provisioning(id, 'DeleteRolePolicy', { policyName }, set)),
  fc.tuple(account, name).map(([id, set]) => provisioning(id, 'DeleteRole', {}, set)),
);

const permissionSetArn = setArn();
const assignment = {
  permissionSetArn,
  targetId: accounts[1],
  targetType: 'AWS_ACCOUNT',
  principalType: 'USER',
  principalId: '94e80458-9021-70ea-08fa-c3a10a1d8a92',
};
const managedPolicyArn = ofAws('AdministratorAccess');
const administered = fc.constantFrom(
  setCreation('DataAdmin'),
  identityCenter('AttachManagedPolicyToPermissionSet', { permissionSetArn, managedPolicyArn }),
  identityCenter('DetachManagedPolicyFromPermissionSet', { permissionSetArn, managedPolicyArn }),
  identityCenter('PutInlinePolicyToPermissionSet', { permissionSetArn, inlinePolicy: allowing('*') }),
  identityCenter('DeleteInlinePolicyFromPermissionSet', { permissionSetArn }),
  identityCenter('CreateAccountAssignment', assignment),
  identityCenter('DeleteAccountAssignment', assignment),
  identityCenter('DeletePermissionSet', { permissionSetArn }),
);

const iam = (eventName: string, requestParameters: object): RecordFixture => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters,
});
const roleName = 'OrganizationAccountAccessRole';
const trusting = fc
  .constantFrom(accounts[1] ?? '', '999988887777')
  .map((trusted) =>
    JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: trusted }, Action: 'sts:AssumeRole' }] }),
  );
const landingZone = fc.oneof(
  trusting.map((assumeRolePolicyDocument) => iam('CreateRole', { roleName, assumeRolePolicyDocument })),
  trusting.map((policyDocument) => iam('UpdateAssumeRolePolicy', { roleName, policyDocument })),
  fc
    .tuple(fc.constantFrom('AttachRolePolicy', 'DetachRolePolicy'), managed)
    .map(([call, policyArn]) => iam(call, { roleName, policyArn })),
  document.map((policyDocument) => iam('PutRolePolicy', { roleName, policyName: 'More', policyDocument })),
  fc.constantFrom(iam('DeleteRolePolicy', { roleName, policyName: 'More' }), iam('DeleteRole', { roleName })),
);
const policies = fc.oneof(
  document.map((policyDocument) => iam('CreatePolicy', { policyName: 'Data', policyDocument })),
  fc.constant(iam('DeletePolicy', { policyArn: `arn:aws:iam::${accounts[0]}:policy/Data` })),
);

/** Seconds that collide often, and others. */
const second = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 86_400 }));

const story = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 3, arbitrary: provisioned }, administered, { weight: 2, arbitrary: landingZone }, policies),
      second,
    ),
    { minLength: 1, maxLength: 25 },
  )
  .map((calls) =>
    calls.map(([members, at]) =>
      record({
        ...members,
        eventTime: new Date(Date.UTC(2026, 8, 1) + at * 1_000).toISOString().replace('.000', ''),
      }),
    ),
  );

const place = { environment: null, dataClass: null, owner: null };

test('permission sets, assignments and landing-zone roles end the same in any order', () =>
  expectSameInAnyOrder(story, {
    ...defaultConfiguration,
    accounts: Object.fromEntries(
      accounts.map((id, index) => [id, index === 1 ? { ...place, environment: 'prod' } : place]),
    ),
  }));
