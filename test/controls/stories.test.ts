import { describe, expect, test } from 'vitest';
import rolePersona from '../../shared/controls/iam/role-persona.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { completeMap } from '../../shared/core/known-map.ts';
import { activitiesOf } from '../../shared/iam/personas/index.ts';
import { record } from '../fixtures/record.ts';
import { run } from '../fixtures/run.ts';
import type { RecordFixture } from './cases.ts';

const caller = (service: string) => {
  let minute = 0;
  return (eventName: string, requestParameters: object, more: Partial<RecordFixture> = {}) =>
    record({
      eventSource: `${service}.amazonaws.com`,
      eventName,
      eventTime: `2026-11-02T09:${String(minute++).padStart(2, '0')}:00Z`,
      requestParameters,
      ...more,
    });
};

const told = (records: ReturnType<typeof record>[], control: string) =>
  run(records)
    .transitions.filter(({ finding }) => finding.controlId === control)
    .map(({ change, finding }) => [change, finding.episodes.at(-1)?.reason].filter(Boolean).join(' '));

const statement = (members: object) => JSON.stringify({ Statement: { Effect: 'Allow', ...members } });
const everything = statement({ Action: '*', Resource: '*' });
const harmless = statement({ Action: 's3:GetObject', Resource: '*' });

test('a managed policy opens when a wide version becomes the default one, and is mended by going back', () => {
  const iam = caller('iam');
  const policyArn = 'arn:aws:iam::111122223333:policy/data';
  const records = [
    iam(
      'CreatePolicy',
      { policyName: 'data', policyDocument: harmless },
      { responseElements: { policy: { arn: policyArn, defaultVersionId: 'v1' } } },
    ),
    iam(
      'CreatePolicyVersion',
      { policyArn, policyDocument: everything },
      { responseElements: { policyVersion: { versionId: 'v2' } } },
    ),
    iam('SetDefaultPolicyVersion', { policyArn, versionId: 'v2' }),
    iam('SetDefaultPolicyVersion', { policyArn, versionId: 'v1' }),
  ];
  expect(told(records.slice(0, 2), 'iam/policy-full-administrator')).toEqual([]);
  expect(told(records, 'iam/policy-full-administrator')).toEqual(['opened', 'resolved mended']);
});

test('a trust policy of a role with a path is mended by a call that names the role alone', () => {
  const iam = caller('iam');
  const trust = (Principal: unknown) => statement({ Principal, Action: 'sts:AssumeRole' });
  const records = [
    iam(
      'CreateRole',
      { roleName: 'Trainer', path: '/ml/', assumeRolePolicyDocument: trust('*') },
      { responseElements: { role: { arn: 'arn:aws:iam::111122223333:role/ml/Trainer' } } },
    ),
    iam('UpdateAssumeRolePolicy', {
      roleName: 'trainer',
      policyDocument: trust({ Service: 'sagemaker.amazonaws.com' }),
    }),
  ];
  expect(told(records, 'iam/role-trust-principal')).toEqual(['opened', 'resolved mended']);
  expect(told(records, 'iam/role-trust-sagemaker-source')).toEqual(['opened']);
});

test('a public bucket policy is mended by the public access block as well as by its end', () => {
  const s3 = caller('s3');
  const bucketPolicy = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] };
  const block = (on: boolean) => ({
    bucketName: 'data',
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: on,
      IgnorePublicAcls: on,
      BlockPublicPolicy: on,
      RestrictPublicBuckets: on,
    },
  });
  const records = [
    s3('PutBucketPolicy', { bucketName: 'data', policy: '', bucketPolicy }),
    s3('PutBucketPublicAccessBlock', block(true)),
    s3('PutBucketPublicAccessBlock', block(false)),
    s3('DeleteBucketPolicy', { bucketName: 'data', policy: '' }),
  ];
  expect(told(records, 's3/bucket-policy-public-access')).toEqual([
    'opened',
    'resolved mended',
    'reopened',
    'resolved mended',
  ]);
});

test('a rule of a group that nobody saw being made is mended when it is taken away', () => {
  const ec2 = caller('ec2');
  const ssh = { groupId: 'sg-1', ipPermissions: {}, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' };
  const web = { ...ssh, fromPort: 443, toPort: 443 };
  const records = [
    ec2('AuthorizeSecurityGroupIngress', web),
    ec2('AuthorizeSecurityGroupIngress', ssh),
    ec2('RevokeSecurityGroupIngress', web),
    ec2('RevokeSecurityGroupIngress', ssh),
  ];
  expect(told(records, 'ec2/security-group-admin-ports')).toEqual(['opened', 'resolved mended']);
});

test('a new key has a day to get rotation; a data bucket hears of its key being disabled', () => {
  const kms = caller('kms');
  const s3 = caller('s3');
  const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const records = [
    kms('CreateKey', {}, { responseElements: { keyMetadata: { arn, keyState: 'Enabled' } } }),
    s3('PutBucketEncryption', {
      bucketName: 'ml-data',
      ServerSideEncryptionConfiguration: {
        Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn } },
      },
    }),
    kms('DisableKey', { keyId: arn }),
    kms('EnableKey', { keyId: arn }, { eventTime: '2026-11-03T10:00:00Z' }),
  ];
  expect(told(records.slice(0, 3), 'kms/key-rotation')).toEqual([]);
  expect(told(records, 'kms/key-rotation')).toEqual(['opened']);
  expect(told(records, 'kms/key-availability')).toEqual(['opened', 'resolved mended']);
  expect(told(records, 's3/bucket-default-key')).toEqual(['opened', 'resolved mended']);
});

test('somebody who fails to sign in as root is not the root user', () => {
  const signIn = (ConsoleLogin: string) =>
    record({
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' },
      responseElements: { ConsoleLogin },
      additionalEventData: { MFAUsed: 'YES' },
    });
  expect(told([signIn('Failure')], 'iam/root-user-activity')).toEqual([]);
  expect(told([signIn('Success')], 'iam/root-user-activity')).toEqual(['opened']);
  expect(told([signIn('Success')], 'iam/console-sign-in-mfa')).toEqual([]);
});

describe('the role of a data scientist', () => {
  const iam = caller('iam');
  const policyArn = 'arn:aws:iam::111122223333:policy/data';
  const narrow = statement({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::ml-data/*' });
  const grown = statement({ Action: ['s3:GetObject', 's3:PutBucketPolicy'], Resource: 'arn:aws:s3:::ml-data*' });
  const versioned = (versionId: string) => ({ responseElements: { policyVersion: { versionId } } });
  const made = [
    iam(
      'CreateRole',
      { roleName: 'ds-alice', path: '/team/', assumeRolePolicyDocument: '{}' },
      {
        responseElements: { role: { arn: 'arn:aws:iam::111122223333:role/team/ds-alice' } },
      },
    ),
    iam(
      'CreatePolicy',
      { policyName: 'data', policyDocument: narrow },
      {
        responseElements: { policy: { arn: policyArn, defaultVersionId: 'v1' } },
      },
    ),
    iam('AttachRolePolicy', { roleName: 'ds-alice', policyArn }),
  ];
  const widened = iam('CreatePolicyVersion', { policyArn, policyDocument: grown, setAsDefault: true }, versioned('v2'));
  const detached = iam('DetachRolePolicy', { roleName: 'ds-alice', policyArn });
  const attached = iam('AttachRolePolicy', { roleName: 'DS-Alice', policyArn });
  const limited = iam('PutRolePermissionsBoundary', { roleName: 'ds-alice', permissionsBoundary: policyArn });
  const narrowed = iam('SetDefaultPolicyVersion', { policyArn, versionId: 'v1' });
  const configuration = {
    ...defaultConfiguration,
    personas: [
      {
        roles: ['arn:aws:iam::111122223333:role/team/ds-*'],
        tags: {},
        persona: 'data-scientist',
        activities: activitiesOf('data-scientist', []),
        actions: [],
      },
    ],
  };
  const judged = (...later: ReturnType<typeof record>[]) =>
    run([...made, ...later], configuration).transitions.filter(
      ({ finding }) => finding.controlId === 'iam/role-persona',
    );

  test('opens when a policy that it holds grows, and is mended when it is detached, and again', () => {
    expect(judged()).toEqual([]);
    expect(judged(widened, detached, attached, narrowed).map(({ change }) => change)).toEqual([
      'opened',
      'resolved',
      'reopened',
      'resolved',
    ]);
  });
  test('says what it may do, by which policy, and is graver where that includes permissions', () => {
    const finding = judged(widened)[0]?.finding;
    expect(finding).toMatchObject({
      message:
        'The role ds-alice may do more than a data scientist: 1 Permissions management action (s3:PutBucketPolicy)',
      details: [
        'Statement 1 of managed policy data: 1 Permissions management action (s3:PutBucketPolicy); the principal this policy is attached to may s3:PutBucketPolicy arn:aws:s3:::ml-datazq',
      ],
      severity: 'high',
      grade: { base: 'medium', steps: [{ by: 1 }] },
    });
  });
  test('a boundary that allows as much mends nothing', () => {
    expect(judged(widened, limited).map(({ change }) => change)).toEqual(['opened']);
  });
  test('what to do names the policy; roles of IAM Identity Center are changed where they come from', () => {
    const { resource, evidence } = judged(widened)[0]?.finding ?? {};
    if (!resource || !evidence) throw new Error('no finding');
    expect(rolePersona.remediation.command(resource, evidence)).toBe(
      `aws iam detach-role-policy --role-name ds-alice --policy-arn ${policyArn}`,
    );
    const inlinePolicies = completeMap({ wide: { name: 'Wide', document: grown } });
    expect(rolePersona.remediation.command(resource, { inlinePolicies })).toContain('--policy-name Wide');
    expect(
      rolePersona.remediation.command({ ...resource, name: 'AWSReservedSSO_Ds_0123456789abcdef' }, evidence),
    ).toMatch(/^aws sso-admin put-inline-policy-to-permission-set /);
  });
  test('nobody is told of roles that are mapped to no persona', () => {
    const { evaluations } = run([...made, widened]);
    expect(
      evaluations
        .filter(({ control }) => control === 'iam/role-persona')
        .map(({ evaluation }) => evaluation.outcome.status),
    ).toEqual(Array.from({ length: 3 }, () => 'not-applicable'));
  });
});

describe('a trail', () => {
  const arn = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main';
  const create = (call: ReturnType<typeof caller>) =>
    call('CreateTrail', { name: 'main', s3BucketName: 'logs' }, { responseElements: { trailARN: arn } });
  test('that is made and then started was never off', () => {
    const cloudtrail = caller('cloudtrail');
    const records = [create(cloudtrail), cloudtrail('StartLogging', { name: 'main' })];
    expect(told(records, 'cloudtrail/trail-operation')).toEqual([]);
  });
  test('that is never started is off once it had time to be', () => {
    const cloudtrail = caller('cloudtrail');
    const update = () => cloudtrail('UpdateTrail', { name: 'main' }, { responseElements: { trailARN: arn } });
    const records = [create(cloudtrail), ...Array.from({ length: 16 }, update)];
    expect(told(records.slice(0, 15), 'cloudtrail/trail-operation')).toEqual([]);
    expect(told(records, 'cloudtrail/trail-operation')).toEqual(['opened']);
  });
  test('that is stopped is off until it is started again', () => {
    const cloudtrail = caller('cloudtrail');
    const records = [
      create(cloudtrail),
      ...['StartLogging', 'StopLogging', 'StartLogging'].map((name, index) =>
        cloudtrail(name, { name: 'main' }, { eventTime: `2026-11-02T09:${5 + 20 * index}:00Z`.replace(':5:', ':05:') }),
      ),
    ];
    expect(told(records, 'cloudtrail/trail-operation')).toEqual(['opened', 'resolved mended']);
  });
});
