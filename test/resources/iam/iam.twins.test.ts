import { expect, test } from 'vitest';
import { iamGroup } from '../../../shared/resources/iam/group.ts';
import { inlinePolicy } from '../../../shared/resources/iam/inline-policy.ts';
import { managedPolicy } from '../../../shared/resources/iam/managed-policy.ts';
import { policyAttachment } from '../../../shared/resources/iam/policy-attachment.ts';
import { iamRole } from '../../../shared/resources/iam/role.ts';
import { iamUser } from '../../../shared/resources/iam/user.ts';
import { expectTwins, statedBy } from '../twins.ts';

const call = (eventName: string, requestParameters: object | null, responseElements: object | null = null) => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters,
  responseElements,
});

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const encoded = (policy: object) => encodeURIComponent(JSON.stringify(policy));
const pretty = (policy: object) => JSON.stringify(policy, null, 4);

test('a role with a path, made and read', () => {
  expectTwins(iamRole, {
    records: [
      call('CreateRole', {
        roleName: 'Trainer',
        path: '/service-role/',
        assumeRolePolicyDocument: pretty(trust),
        tags: [{ key: 'team', value: 'ml' }],
      }),
    ],
    output: {
      Role: {
        RoleName: 'Trainer',
        Path: '/service-role/',
        Arn: 'arn:aws:iam::111122223333:role/service-role/Trainer',
        AssumeRolePolicyDocument: encoded(trust),
        MaxSessionDuration: 3600,
        Tags: [{ Key: 'team', Value: 'ml' }],
      },
      RolePolicyList: [],
      AttachedPolicies: [],
    },
  });
});

test('a role that is changed by its name alone, in other letters, is the role of its ARN', () => {
  const { resource } = statedBy(iamRole, [
    call(
      'CreateRole',
      { roleName: 'Trainer', path: '/service-role/', assumeRolePolicyDocument: pretty(trust) },
      { role: { arn: 'arn:aws:iam::111122223333:role/service-role/Trainer', path: '/service-role/' } },
    ),
  ]);
  const changed = statedBy(iamRole, [
    call('UpdateAssumeRolePolicy', { roleName: 'trainer', policyDocument: pretty(trust) }),
  ]);
  expect(resource).toMatchObject({ arn: 'arn:aws:iam::111122223333:role/Trainer', name: 'Trainer' });
  expect(changed.resource.arn.toLowerCase()).toBe(resource.arn.toLowerCase());
});

test('a service-linked role, whose request names the service alone', () => {
  expectTwins(iamRole, {
    records: [
      call(
        'CreateServiceLinkedRole',
        { aWSServiceName: 'sagemaker.amazonaws.com' },
        {
          role: {
            arn: 'arn:aws:iam::111122223333:role/aws-service-role/sagemaker.amazonaws.com/AWSServiceRoleForAmazonSageMakerNotebooks',
            path: '/aws-service-role/sagemaker.amazonaws.com/',
            assumeRolePolicyDocument: encoded(trust),
          },
        },
      ),
    ],
    output: {
      Role: {
        Arn: 'arn:aws:iam::111122223333:role/aws-service-role/sagemaker.amazonaws.com/AWSServiceRoleForAmazonSageMakerNotebooks',
        Path: '/aws-service-role/sagemaker.amazonaws.com/',
        // The command line decodes it.
        AssumeRolePolicyDocument: trust,
      },
    },
  });
});

test('a user with an MFA device', () => {
  const serial = 'arn:aws:iam::111122223333:mfa/alice';
  expectTwins(iamUser, {
    records: [
      call('CreateUser', { userName: 'alice', tags: [] }, { user: { arn: 'arn:aws:iam::111122223333:user/alice' } }),
      call('EnableMFADevice', { userName: 'alice', serialNumber: serial }),
    ],
    output: {
      User: { UserName: 'alice', Path: '/', Arn: 'arn:aws:iam::111122223333:user/alice' },
      MFADevices: [{ UserName: 'alice', SerialNumber: serial, EnableDate: '2026-11-02T09:00:00Z' }],
      Groups: [],
      UserPolicyList: [],
      AttachedPolicies: [],
    },
  });
});

test('a call for oneself names nobody: it is about its caller', () => {
  const userIdentity = { type: 'IAMUser', userName: 'alice', arn: 'arn:aws:iam::111122223333:user/ops/alice' };
  expect(statedBy(iamUser, [{ ...call('CreateAccessKey', null), userIdentity }]).resource.arn).toBe(
    'arn:aws:iam::111122223333:user/alice',
  );
  const root = { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' };
  expect(statedBy(iamUser, [{ ...call('CreateAccessKey', null), userIdentity: root }]).resource.arn).toBe(
    'arn:aws:iam::111122223333:root',
  );
});

test('a group', () => {
  expectTwins(iamGroup, {
    records: [call('CreateGroup', { groupName: 'data' })],
    output: {
      Group: { GroupName: 'data', Path: '/', Arn: 'arn:aws:iam::111122223333:group/data' },
      Users: [],
      GroupPolicyList: [],
      AttachedPolicies: [],
    },
  });
});

test('an inline policy of a role, in plain text and URL-encoded', () => {
  expectTwins(inlinePolicy, {
    records: [call('PutRolePolicy', { roleName: 'Trainer', policyName: 'data', policyDocument: pretty(document) })],
    output: { RoleName: 'Trainer', PolicyName: 'data', PolicyDocument: encoded(document) },
  });
  expect(
    statedBy(inlinePolicy, [call('DeleteUserPolicy', { userName: 'alice', policyName: 'data' })]).resource.arn,
  ).toBe('arn:aws:iam::111122223333:user/alice/inline/data');
});

const policyArn = 'arn:aws:iam::111122223333:policy/ml/data';
const created = call(
  'CreatePolicy',
  { policyName: 'data', path: '/ml/', policyDocument: pretty(document) },
  { policy: { arn: policyArn, defaultVersionId: 'v1' } },
);
const version = (versionId: string, setAsDefault?: boolean) =>
  call(
    'CreatePolicyVersion',
    { policyArn, policyDocument: pretty({ Statement: [] }), ...(setAsDefault && { setAsDefault }) },
    { policyVersion: { versionId, isDefaultVersion: setAsDefault === true } },
  );
const effective = (...records: ReturnType<typeof call>[]) =>
  managedPolicy.derived?.(statedBy(managedPolicy, records).state)?.document;

test('a managed policy and its default version', () => {
  expectTwins(managedPolicy, {
    records: [created],
    output: {
      Policy: { PolicyName: 'data', Arn: policyArn, DefaultVersionId: 'v1' },
      PolicyVersion: { VersionId: 'v1', IsDefaultVersion: true, Document: encoded(document) },
    },
  });
});

test('a new version counts when it is the default, at once or later', () => {
  const [first, second] = [JSON.stringify(document), '{"Statement":[]}'];
  const setDefault = call('SetDefaultPolicyVersion', { policyArn, versionId: 'v2' });
  expect(effective(created)).toBe(first);
  expect(effective(created, version('v2'))).toBe(first);
  expect(effective(created, version('v2', true))).toBe(second);
  expect(effective(created, version('v2'), setDefault)).toBe(second);
  expect(effective(setDefault)).toBeUndefined();
  expect(effective(version('v2'), setDefault)).toBe(second);
});

test('an attachment is one of its own, and names both sides', () => {
  const { arn, state } = statedBy(policyAttachment, [
    call('AttachUserPolicy', { userName: 'alice', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
  ]);
  expect(arn).toBe('arn:aws:iam::111122223333:user/alice/attached/arn:aws:iam::aws:policy/AdministratorAccess');
  expect(policyAttachment.references?.['owner']?.(state)).toEqual([{ type: 'iam/user', name: 'alice' }]);
});
