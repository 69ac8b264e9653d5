import { describe, expect, test } from 'vitest';
import { activitiesOf, envelopeOf, excessOf } from '../../shared/iam/personas/index.ts';
import { account, allow, excessLines, now, policy, when, type Documents } from './written-policies.ts';

const role = `arn:aws:iam::${account}:role/ds-alice`;

describe('what is not held against anybody', () => {
  test.each<[string, string]>([
    [
      'lists of the account',
      allow(['sagemaker:List*', 's3:ListAllMyBuckets', 'ec2:DescribeVpcs', 'iam:ListRoles', 'kms:ListAliases']),
    ],
    ['lists of services outside the table', allow(['dynamodb:ListTables', 'rds:Describe*'])],
    ['metrics', allow(['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics', 'cloudwatch:DescribeAlarms'])],
    [
      'logs of SageMaker',
      allow(['logs:GetLogEvents', 'logs:FilterLogEvents'], 'arn:aws:logs:*:*:log-group:/aws/sagemaker/*:*'),
    ],
    ['who one is, and where images are', allow(['sts:GetCallerIdentity', 'ecr:GetAuthorizationToken'])],
    [
      'tags on what one makes',
      allow('sagemaker:AddTags', '*', when('StringLike', 'sagemaker:TaggingAction', 'Create*')),
    ],
    ['buckets by a part of their names', allow('s3:GetObject', ['arn:aws:s3:::*sagemaker*', 'arn:aws:s3:::ml-*/*'])],
    ['buckets by a tag of the caller', allow('s3:GetObject', 'arn:aws:s3:::${aws:PrincipalTag/team}/*')],
    ['objects by their tag', allow('s3:GetObject', '*', when('StringEquals', 's3:ExistingObjectTag/project', 'ml'))],
    ['keys by their alias', allow('kms:Decrypt', '*', when('StringLike', 'kms:ResourceAliases', 'alias/ml-*'))],
    [
      'roles by their path',
      allow(
        'iam:PassRole',
        `arn:aws:iam::${account}:role/ml/*`,
        when('StringEquals', 'iam:PassedToService', 'sagemaker.amazonaws.com'),
      ),
    ],
    ['what is for no such resource', allow(['sagemaker:*', 'iam:*'], 'arn:aws:s3:::ml-data/*')],
    ['what needs everything and is given something', allow('s3:*', 'arn:aws:kms:*:*:key/*')],
    [
      'what stands under a condition on a key that its calls never carry',
      allow(['sagemaker:DeleteEndpoint', 's3:DeleteBucket'], '*', when('StringEquals', 'iam:PassedToService', 'x')),
    ],
    ['a Deny of it', policy({ Action: 'iam:*' }, { Effect: 'Deny', NotAction: 'sagemaker:*' })],
    ['a time that is past', allow('iam:*', '*', when('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'))],
    [
      'what is confined to named buckets',
      policy({ Action: 's3:GetObject' }, { Effect: 'Deny', Action: 's3:*', NotResource: ['arn:aws:s3:::ml-data/*'] }),
    ],
  ])('%s', (_, document) => expect(excessLines(document)).toEqual([]));
  test('what the role is not: another one is named', () => {
    const document = allow('iam:*', '*', when('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${account}:role/admin`));
    expect(excessLines({ policy: document, principal: role })).toEqual([]);
    expect(excessLines(document)).toEqual([
      expect.stringMatching(/Permissions/),
      expect.stringMatching(/Write/),
      expect.anything(),
      expect.anything(),
      expect.anything(),
    ]);
  });
});

describe('excess', () => {
  test.each<[string, Documents | string, string[]]>([
    ['one action', allow('s3:DeleteBucket'), ['1 Write action (s3:DeleteBucket)']],
    ['in any letter case', allow('S3:deletebucket'), ['1 Write action (s3:DeleteBucket)']],
    [
      'an action on one resource',
      allow('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:x'),
      ['1 Read action (secretsmanager:GetSecretValue)'],
    ],
    [
      'any bucket',
      allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::*'),
      ['1 Write action (s3:PutObject on any bucket)', '1 Read action (s3:GetObject on any bucket)'],
    ],
    [
      'any bucket, by its access points',
      allow('s3:GetObject', 'arn:aws:s3:*:*:accesspoint/*'),
      ['1 Read action (s3:GetObject on any bucket)'],
    ],
    [
      'any bucket but one',
      policy({ Action: 's3:GetObject', NotResource: 'arn:aws:s3:::secret/*' }),
      ['1 Read action (s3:GetObject on any bucket)'],
    ],
    [
      'any bucket of the own account',
      allow('s3:GetObject', '*', when('StringEquals', 'aws:ResourceAccount', account)),
      ['1 Read action (s3:GetObject on any bucket)'],
    ],
    [
      'objects whose tag is not something',
      allow('s3:GetObject', '*', when('StringNotEquals', 's3:ExistingObjectTag/class', 'secret')),
      ['1 Read action (s3:GetObject on any bucket)'],
    ],
    [
      'any role',
      allow('iam:PassRole', '*', when('StringEquals', 'iam:PassedToService', 'sagemaker.amazonaws.com')),
      ['1 Write action (iam:PassRole of any role)'],
    ],
    ['any service', allow('iam:PassRole', role), ['1 Write action (iam:PassRole to other services than SageMaker)']],
    [
      'another service too',
      allow(
        'iam:PassRole',
        role,
        when('StringEquals', 'iam:PassedToService', ['sagemaker.amazonaws.com', 'glue.amazonaws.com']),
      ),
      ['1 Write action (iam:PassRole to other services than SageMaker)'],
    ],
    [
      'any role to any service',
      allow('iam:PassRole'),
      ['1 Write action (iam:PassRole of any role and to other services than SageMaker)'],
    ],
    [
      'any key',
      allow(
        'kms:Decrypt',
        `arn:aws:kms:*:${account}:key/*`,
        when('StringLike', 'kms:ViaService', 's3.*.amazonaws.com'),
      ),
      ['1 Write action (kms:Decrypt with any key)'],
    ],
    [
      'a key for others',
      allow('kms:CreateGrant', `arn:aws:kms:eu-central-1:${account}:key/1`),
      ['1 Permissions management action (kms:CreateGrant to others than AWS services)'],
    ],
    [
      'logs of others',
      allow('logs:GetLogEvents', 'arn:aws:logs:*:*:log-group:/aws/lambda/*:*'),
      ['1 Read action (logs:GetLogEvents on log groups of others than SageMaker)'],
    ],
    ['tags on anything', allow('sagemaker:AddTags'), ['1 Tagging action (sagemaker:AddTags on what is there already)']],
    [
      'objects, not their bucket',
      allow('s3:DeleteObject*', 'arn:aws:s3:::ml-data/*'),
      [
        '3 Write actions (s3:DeleteObjectAnnotation, s3:DeleteObjectVersion, s3:DeleteObjectVersionAnnotation)',
        '2 Tagging actions (s3:DeleteObjectTagging, s3:DeleteObjectVersionTagging)',
      ],
    ],
    [
      'a bucket, not its objects',
      allow(['s3:DeleteBucket*', 's3:DeleteObject*'], 'arn:aws:s3:::ml-data'),
      [
        '1 Permissions management action (s3:DeleteBucketPolicy)',
        '3 Write actions (s3:DeleteBucket, s3:DeleteBucketMetadataTableConfiguration, s3:DeleteBucketWebsite)',
      ],
    ],
    [
      'a type of resource',
      allow(['sagemaker:*Pipeline', 'sagemaker:*Endpoint'], 'arn:aws:sagemaker:*:*:pipeline/*'),
      [
        '3 Write actions (sagemaker:DeletePipeline, sagemaker:CreatePipeline, sagemaker:UpdatePipeline)',
        '1 Read action (sagemaker:DescribePipeline)',
      ],
    ],
    ['another service', allow(['dynamodb:GetItem', 'sqs:*']), ['actions of unknown level (dynamodb:GetItem, sqs:*)']],
    [
      'everything that a boundary leaves',
      { policy: allow('*'), boundary: allow(['sagemaker:CreateTrainingJob', 's3:DeleteBucket', 'sqs:*'], '*') },
      ['actions of unknown level (sqs:*)', '1 Write action (s3:DeleteBucket)'],
    ],
    [
      'a boundary on some buckets',
      { policy: allow(['s3:GetObject', 's3:DeleteBucket']), boundary: allow('s3:*', ['arn:aws:s3:::ml-*']) },
      ['1 Write action (s3:DeleteBucket)'],
    ],
    [
      'a boundary that leaves other things of other services',
      { policy: allow(['kms:Decrypt', 's3:DeleteBucket']), boundary: allow('*', ['arn:aws:s3:::ml-*']) },
      ['1 Write action (s3:DeleteBucket)'],
    ],
    [
      'a boundary in one Region',
      {
        policy: allow('sagemaker:CreateEndpoint', 'arn:aws:sagemaker:*:*:endpoint/*'),
        boundary: allow('*', `arn:aws:sagemaker:eu-central-1:${account}:*`),
      },
      ['1 Write action (sagemaker:CreateEndpoint)'],
    ],
    [
      'a Deny of another document',
      {
        policy: allow(['s3:DeleteBucket', 'iam:CreateUser']),
        alsoAttached: [policy({ Effect: 'Deny', Action: 's3:*' })],
      },
      ['1 Write action (iam:CreateUser)'],
    ],
    [
      'a Deny under a condition leaves the rest',
      policy(
        { Action: 's3:DeleteBucket' },
        { Effect: 'Deny', Action: '*', ...when('Bool', 'aws:SecureTransport', 'false') },
      ),
      ['1 Write action (s3:DeleteBucket)'],
    ],
    [
      'an attached document',
      { policy: allow('sagemaker:Search'), alsoAttached: [allow('s3:DeleteBucket')] },
      ['1 Write action (s3:DeleteBucket)'],
    ],
    [
      'what AWS may know and the table does not',
      allow('sagemaker:CreateMiracle'),
      ['actions of unknown level (sagemaker:CreateMiracle)'],
    ],
  ])('%s', (_, documents, expected) => expect(excessLines(documents)).toEqual(expected));

  test('everything', () => {
    expect(excessLines(allow('*'))).toEqual([
      expect.stringMatching(/^\d+ Permissions management actions \(iam:/),
      'every action of other services',
      expect.stringMatching(/^\d+ Write actions \(iam:PassRole of any role and to other services than SageMaker, /),
      expect.stringMatching(/^\d+ Tagging actions \(/),
      expect.stringMatching(/^\d+ Read actions \(/),
      expect.stringMatching(/^\d+ List actions \(/),
    ]);
    expect(excessLines(policy({ NotAction: ['iam:*', 'organizations:*'] }))).toContain(
      'every action of other services',
    );
  });
  test('a document that cannot be read', () => {
    expect(excessLines('{')).toEqual({ reason: expect.any(String) });
    expect(excessLines({ policy: allow('s3:*'), boundary: '{}' })).toEqual({
      reason: expect.stringContaining('boundary'),
    });
  });
  test('further activities and further actions', () => {
    const document = allow(['athena:StartQueryExecution', 'sagemaker:UpdatePipeline', 'sqs:SendMessage'], '*');
    const ids = activitiesOf('data-scientist', ['queryWorkgroups']);
    expect(excessLines(document, ids)).toContain(
      '2 Write actions (sagemaker:UpdatePipeline, athena:StartQueryExecution on any workgroup)',
    );
    const wide = excessOf(
      { policy: document, account, now },
      envelopeOf(ids, ['athena:*', 'Sagemaker:Update*', 'sqs:*']),
    );
    expect(wide).toEqual({ grants: [] });
  });
  test('says which statement of which document, and a request that proves it', () => {
    const found = excessOf(
      {
        policy: allow('sagemaker:Search'),
        alsoAttached: [policy({ Sid: 'Wide', Action: 's3:Delete*', Resource: 'arn:aws:s3:::ml-*' })],
        account,
        now,
      },
      envelopeOf(activitiesOf('data-scientist', [])),
    );
    const [first] = 'grants' in found ? found.grants : [];
    expect(first).toMatchObject({
      level: 'Permissions management',
      actions: ['s3:DeleteBucketPolicy'],
      beyond: undefined,
      statement: { number: 1, sid: 'Wide', document: 'attached 1' },
      witness: { action: 's3:DeleteBucketPolicy', resource: 'arn:aws:s3:::ml-zq' },
    });
  });
});
