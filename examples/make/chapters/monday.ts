import type { Entry } from '../call.ts';
import { alice, frankfurt, grace, ireland, oregon, roleArn, sandbox, terraform, type Members } from '../cast.ts';
import { domainId, keyArn, networks, vpcConfig } from '../places.ts';
import { letsIn, newGroup } from '../services/ec2.ts';
import {
  iamCall,
  newPolicy,
  newRole,
  ourAccount,
  policyArn,
  policyText,
  sagemaker,
  trusting,
} from '../services/iam.ts';
import { keyCall, newKey } from '../services/kms.ts';
import { bucketCall, bucketPolicy, encryptedWith, publicAccessBlock } from '../services/s3.ts';
import { newNotebook, sagemakerArn, sagemakerCall, tagsOf } from '../services/sagemaker.ts';
import { at } from '../time.ts';
import { watchers } from './monday-watchers.ts';

const by = terraform;

/** Four keys; whoever wrote the module forgot the rotation of the one for notebooks. */
const keys = (): Entry[] => [
  ...newKey('data', { region: frankfurt, by, time: at(9, '06:30:05'), aliasTime: at(9, '06:30:07') }),
  keyCall('data', frankfurt, by)(at(9, '06:30:09'), 'EnableKeyRotation', { rotationPeriodInDays: 365 }),
  ...newKey('notebooks', { region: frankfurt, by, time: at(9, '06:30:12'), aliasTime: at(9, '06:30:14') }),
  ...newKey('serving', { region: ireland, by, time: at(9, '06:31:02'), aliasTime: at(9, '06:31:04') }),
  keyCall('serving', ireland, by)(at(9, '06:31:06'), 'EnableKeyRotation', { rotationPeriodInDays: 365 }),
  ...newKey('training', { region: oregon, by, time: at(9, '06:31:32'), aliasTime: at(9, '06:31:34') }),
  keyCall('training', oregon, by)(at(9, '06:31:36'), 'EnableKeyRotation', { rotationPeriodInDays: 365 }),
];

const onlyTls = (bucket: string): Members => ({
  Sid: 'OnlyTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** The settings of two buckets from before, put again as they should be. */
const buckets = (): Entry[] =>
  [
    { bucket: 'meadow-ml-features', region: frankfurt, key: keyArn('data', frankfurt), minute: '33' },
    { bucket: 'meadow-ml-training-us', region: oregon, key: keyArn('training', oregon), minute: '34' },
  ].flatMap(({ bucket, region, key, minute }) => {
    const put = bucketCall(bucket, region, by);
    return [
      put(at(9, `06:${minute}:03`), 'PutBucketEncryption', encryptedWith(key)),
      put(at(9, `06:${minute}:05`), 'PutBucketPublicAccessBlock', publicAccessBlock(true)),
      put(at(9, `06:${minute}:07`), 'PutBucketPolicy', bucketPolicy(onlyTls(bucket))),
    ];
  });

/** What the deployment may do: all of SageMaker, and hand any role to anything. */
export const deployPolicy = (passed: Members): string =>
  policyText(
    { Sid: 'Models', Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' },
    { Sid: 'Images', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage'], Resource: '*' },
    { Sid: 'Roles', Effect: 'Allow', Action: 'iam:PassRole', ...passed },
  );

const identities = (): Entry[] => {
  const iam = iamCall(by);
  return [
    newRole(at(9, '06:35:02'), 'training-execution', policyText(trusting(sagemaker)), by),
    newRole(at(9, '06:35:05'), 'notebook-execution', policyText(trusting(sagemaker, ourAccount)), by),
    newRole(at(9, '06:35:08'), 'pipeline-execution', policyText(trusting(sagemaker, ourAccount)), by),
    newRole(
      at(9, '06:35:11'),
      'vendor-labeling',
      policyText(
        trusting(
          { AWS: 'arn:aws:iam::777788889999:root' },
          { StringEquals: { 'sts:ExternalId': 'meadow-labeling-2026' } },
        ),
      ),
      by,
    ),
    iam(at(9, '06:35:15'), 'PutRolePolicy', {
      request: {
        roleName: 'training-execution',
        policyName: 'training-data',
        policyDocument: policyText({
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: 'arn:aws:s3:::meadow-ml-training-us/churn/*',
        }),
      },
    }),
    newPolicy(at(9, '06:35:20'), 'ml-deploy', deployPolicy({ Resource: '*' }), by),
    iam(at(9, '06:35:22'), 'AttachRolePolicy', {
      request: { roleName: 'terraform-deploy', policyArn: policyArn('ml-deploy') },
    }),
  ];
};

const groups = (): Entry[] =>
  [frankfurt, ireland, oregon].flatMap((region, index) => {
    const { group: groupId, vpc: vpcId } = networks[region as keyof typeof networks];
    return [
      newGroup(at(9, `06:37:0${index}`), { region, by, groupId, name: 'ml-workloads', vpcId }),
      letsIn({ time: at(9, `06:37:1${index}`), region, by, groupId, port: 443, source: groupId }),
    ];
  });

const idleShutdown = ['#!/bin/bash', 'set -e', '/usr/local/bin/stop-when-idle --minutes 60', ''].join('\n');

/** The Studio domain is as it should be but for one thing: nobody can tell its people apart in the trail. */
const studio = (): Entry[] => {
  const made = sagemakerCall(frankfurt, by);
  const { vpc, subnet } = networks[frankfurt];
  return [
    made(at(9, '06:39:10'), 'CreateNotebookInstanceLifecycleConfig', {
      request: {
        notebookInstanceLifecycleConfigName: 'idle-shutdown',
        onStart: [{ content: Buffer.from(idleShutdown).toString('base64') }],
      },
      response: {
        notebookInstanceLifecycleConfigArn: sagemakerArn(
          frankfurt,
          'notebook-instance-lifecycle-config',
          'idle-shutdown',
        ),
      },
    }),
    made(at(9, '06:39:20'), 'CreateCodeRepository', {
      request: {
        codeRepositoryName: 'meadow-notebooks',
        gitConfig: { repositoryUrl: 'https://git.example.org/meadow/notebooks.git', branch: 'main' },
        tags: [],
      },
      response: { codeRepositoryArn: sagemakerArn(frankfurt, 'code-repository', 'meadow-notebooks') },
    }),
    made(at(9, '06:41:00'), 'CreateDomain', {
      request: {
        domainName: 'meadow-studio',
        authMode: 'IAM',
        defaultUserSettings: {
          executionRole: roleArn('notebook-execution'),
          securityGroups: vpcConfig(frankfurt).securityGroupIds,
        },
        domainSettings: { executionRoleIdentityConfig: 'DISABLED', dockerSettings: { enableDockerAccess: 'DISABLED' } },
        subnetIds: [subnet],
        vpcId: vpc,
        appNetworkAccessType: 'VpcOnly',
        kmsKeyId: keyArn('data', frankfurt),
        tags: tagsOf({ 'data-class': 'confidential', owner: 'ml-platform' }),
      },
      response: {
        domainId,
        domainArn: sagemakerArn(frankfurt, 'domain', domainId),
        url: `https://${domainId}.studio.${frankfurt}.sagemaker.aws`,
      },
    }),
  ];
};

/** A notebook on medical data with everything as it should be. */
const work = (): Entry[] => [
  newNotebook({
    time: at(9, '09:10:44'),
    region: frankfurt,
    by: alice,
    name: 'fraud-exploration',
    role: 'notebook-execution',
    settings: {
      subnetId: networks[frankfurt].subnet,
      securityGroupIds: [networks[frankfurt].group],
      kmsKeyId: keyArn('notebooks', frankfurt),
      lifecycleConfigName: 'idle-shutdown',
      directInternetAccess: 'Disabled',
      rootAccess: 'Disabled',
      defaultCodeRepository: 'meadow-notebooks',
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    },
    tags: { 'data-class': 'phi', environment: 'live', owner: 'alice' },
  }),
  sagemakerCall(ireland, alice)(at(9, '09:31:20'), 'CreateModelPackageGroup', {
    request: { modelPackageGroupName: 'churn', tags: tagsOf({ owner: 'chen' }) },
    response: { modelPackageGroupArn: sagemakerArn(ireland, 'model-package-group', 'churn') },
  }),
];

/** In the sandbox the same things weigh less, but for an administrator. */
const tryingOut = (): Entry[] => [
  iamCall(grace)(at(9, '13:55:09'), 'AttachRolePolicy', {
    request: { roleName: 'sandbox-user', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  }),
  newNotebook({
    time: at(9, '14:02:51'),
    region: ireland,
    by: grace,
    name: 'sandbox-try',
    role: 'sandbox-execution',
    account: sandbox,
    settings: {
      subnetId: 'subnet-0dddddddddddddd01',
      securityGroupIds: ['sg-0dddddddddddddd01'],
      directInternetAccess: 'Disabled',
      rootAccess: 'Enabled',
      lifecycleConfigName: 'idle-shutdown',
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    },
  }),
];

/** Monday: Terraform lays the platform out, with three things that should be otherwise. */
export const monday = (): Entry[] => [
  ...keys(),
  ...buckets(),
  ...identities(),
  ...groups(),
  ...studio(),
  ...watchers(),
  ...work(),
  ...tryingOut(),
];
