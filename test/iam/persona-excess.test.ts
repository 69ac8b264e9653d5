import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { globMatches } from '../../shared/core/glob.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import { actionNamed } from '../../shared/iam/actions.ts';
import { isFor } from '../../shared/iam/forms.ts';
import { decide } from '../../shared/iam/index.ts';
import type { ActivityScope } from '../../shared/iam/personas/activity.ts';
import {
  activities,
  activitiesOf,
  envelopeOf,
  excessOf,
  levelsOf,
  levelText,
  mlPersonas,
  type ExcessInput,
} from '../../shared/iam/personas/index.ts';
import { managedPolicy } from '../../shared/resources/iam/managed-policy.ts';

const now = Date.parse('2026-11-23T00:00:00Z');
const account = '111122223333';
const role = `arn:aws:iam::${account}:role/ds-alice`;

const policy = (...statements: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Effect: 'Allow',
      ...(!('NotResource' in statement) && { Resource: '*' }),
      ...statement,
    })),
  });
const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}) =>
  policy({ Action, Resource, ...more });
const when = (operator: string, key: string, value: string | string[]) => ({
  Condition: { [operator]: { [key]: value } },
});

type Documents = Omit<ExcessInput, 'now' | 'account'>;

/** The excess over a persona, a line a level. */
const excess = (
  documents: Documents | string,
  ids: readonly string[] = activitiesOf('data-scientist', []),
): unknown => {
  const input = typeof documents === 'string' ? { policy: documents } : documents;
  const found = excessOf({ ...input, account, now }, envelopeOf(ids));
  return 'reason' in found ? found : levelsOf(found.grants).map((level) => levelText(level, 4));
};

/** What Role Manager asks for each scope: named resources, and the conditions that go with them. */
const asRoleManagerDoes: Readonly<Record<ActivityScope, object>> = {
  sagemaker: { Resource: 'arn:aws:sagemaker:*:*:*/*' },
  anything: { Resource: '*' },
  'named-roles': {
    Resource: [`arn:aws:iam::${account}:role/training`, `arn:aws:iam::${account}:role/service-role/*`],
    ...when('StringEquals', 'iam:PassedToService', 'sagemaker.amazonaws.com'),
  },
  'named-buckets': { Resource: ['arn:aws:s3:::ml-data', 'arn:aws:s3:::ml-data/*', 'arn:aws:s3:::sagemaker-*'] },
  'named-repositories': { Resource: `arn:aws:ecr:eu-central-1:${account}:repository/team/*` },
  'named-workgroups': { Resource: 'arn:aws:athena:*:*:workgroup/primary' },
  'named-databases': {
    Resource: ['catalog', 'database/features', 'table/*/*'].map(
      (name) => `arn:aws:glue:eu-central-1:${account}:${name}`,
    ),
  },
  'named-keys': {
    Resource: `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    ...when('StringLike', 'kms:ViaService', 's3.*.amazonaws.com'),
  },
  'keys-for-services': {
    Resource: `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    ...when('Bool', 'kms:GrantIsForAWSResource', 'true'),
  },
  'sagemaker-logs': { Resource: 'arn:aws:logs:*:*:log-group:/aws/sagemaker/*' },
  'new-resources': {},
};

const madeByRoleManager = (ids: readonly string[]): string =>
  policy(
    ...activities
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ grants }) => grants)
      .map(({ on, actions }) => ({ Action: actions, ...asRoleManagerDoes[on] })),
  );

describe('what Role Manager makes for a persona goes no further than it', () => {
  test.each(mlPersonas)('$title', ({ activities: ids }) => expect(excess(madeByRoleManager(ids), ids)).toEqual([]));
  test.each(activities)('$title', ({ id }) => expect(excess(madeByRoleManager([id]), [id])).toEqual([]));
  test('jobs in a VPC with keys', () => {
    const Condition = {
      'ForAllValues:StringEquals': { 'sagemaker:VpcSubnets': ['subnet-1'], 'sagemaker:VpcSecurityGroupIds': ['sg-1'] },
      Null: { 'sagemaker:VpcSubnets': 'false', 'sagemaker:VpcSecurityGroupIds': 'false' },
      StringEquals: { 'sagemaker:VolumeKmsKey': ['key'], 'sagemaker:OutputKmsKey': ['key'] },
    };
    expect(
      excess(
        allow(['sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob'], 'arn:aws:sagemaker:*:*:*/*', {
          Condition,
        }),
      ),
    ).toEqual([]);
  });
});

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
    ['a Deny of it', policy({ Action: 'iam:*' }, { Effect: 'Deny', NotAction: 'sagemaker:*' })],
    ['a time that is past', allow('iam:*', '*', when('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'))],
    [
      'what is confined to named buckets',
      policy({ Action: 's3:GetObject' }, { Effect: 'Deny', Action: 's3:*', NotResource: ['arn:aws:s3:::ml-data/*'] }),
    ],
  ])('%s', (_, document) => expect(excess(document)).toEqual([]));
  test('what the role is not: another one is named', () => {
    const document = allow('iam:*', '*', when('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${account}:role/admin`));
    expect(excess({ policy: document, principal: role })).toEqual([]);
    expect(excess(document)).toEqual([
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
  ])('%s', (_, documents, expected) => expect(excess(documents)).toEqual(expected));

  test('everything', () => {
    expect(excess(allow('*'))).toEqual([
      expect.stringMatching(/^\d+ Permissions management actions \(iam:/),
      'every action of other services',
      expect.stringMatching(/^\d+ Write actions \(iam:PassRole of any role and to other services than SageMaker, /),
      expect.stringMatching(/^\d+ Tagging actions \(/),
      expect.stringMatching(/^\d+ Read actions \(/),
      expect.stringMatching(/^\d+ List actions \(/),
    ]);
    expect(excess(policy({ NotAction: ['iam:*', 'organizations:*'] }))).toContain('every action of other services');
  });
  test('a document that cannot be read', () => {
    expect(excess('{')).toEqual({ reason: expect.any(String) });
    expect(excess({ policy: allow('s3:*'), boundary: '{}' })).toEqual({ reason: expect.stringContaining('boundary') });
  });
  test('further activities and further actions', () => {
    const document = allow(['athena:StartQueryExecution', 'sagemaker:UpdatePipeline', 'sqs:SendMessage'], '*');
    const ids = activitiesOf('data-scientist', ['queryWorkgroups']);
    expect(excess(document, ids)).toContain(
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

describe('whatever the policies', () => {
  const envelope = envelopeOf(activitiesOf('data-scientist', []));
  const actions = [
    's3:GetObject',
    's3:DeleteBucket',
    's3:*',
    's3:Delete*',
    'iam:PassRole',
    'iam:*',
    'kms:Decrypt',
    'sqs:*',
    '*',
  ];
  const resources = [
    '*',
    'arn:aws:s3:::ml-data',
    'arn:aws:s3:::ml-data/*',
    'arn:aws:s3:::*',
    `arn:aws:iam::${account}:role/ml-*`,
    `arn:aws:iam::${account}:role/*`,
    `arn:aws:kms:eu-central-1:${account}:key/*`,
  ];
  const conditions = [
    {},
    {},
    when('StringEquals', 'iam:PassedToService', 'sagemaker.amazonaws.com'),
    when('StringNotEquals', 'iam:PassedToService', 'lambda.amazonaws.com'),
    when('Bool', 'aws:SecureTransport', 'true'),
    when('StringEquals', 'aws:ResourceTag/project', 'ml'),
  ];
  const some = (list: readonly string[]) => fc.subarray([...list], { minLength: 1, maxLength: 3 });
  const statement = fc
    .record({
      Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
      action: fc.constantFrom('Action', 'Action', 'Action', 'NotAction'),
      actions: some(actions),
      resource: fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
      resources: some(resources),
      condition: fc.constantFrom(...conditions),
    })
    .map(({ Effect, action, resource, condition, ...of }) => ({
      Effect,
      [action]: of.actions,
      [resource]: of.resources,
      ...condition,
    }));
  const document = fc.array(statement, { minLength: 1, maxLength: 4 }).map((statements) => policy(...statements));
  const documents = fc.record({ policy: document, beside: fc.option(document), boundary: fc.option(document) });
  const asked = [
    ['s3:GetObject', 'arn:aws:s3:::ml-data/x'],
    ['s3:GetObject', 'arn:aws:s3:::zq-arbitrary-7f3a/zq'],
    ['s3:DeleteBucket', 'arn:aws:s3:::ml-data'],
    ['s3:DeleteBucket', 'arn:aws:s3:::other'],
    ['s3:DeleteObjectVersion', 'arn:aws:s3:::ml-data/x'],
    ['iam:PassRole', `arn:aws:iam::${account}:role/zq-arbitrary-7f3a`],
    ['iam:PassRole', `arn:aws:iam::${account}:role/ml-training`],
    ['iam:CreateUser', `arn:aws:iam::${account}:user/x`],
    ['kms:Decrypt', `arn:aws:kms:eu-central-1:${account}:key/zq-arbitrary-7f3a`],
    ['kms:ScheduleKeyDeletion', `arn:aws:kms:eu-central-1:${account}:key/1`],
    ['sqs:SendMessage', `arn:aws:sqs:eu-central-1:${account}:q`],
    ['dynamodb:GetItem', `arn:aws:dynamodb:eu-central-1:${account}:table/t`],
  ] as const;
  const services = ['sagemaker.amazonaws.com', 'lambda.amazonaws.com', 'glue.amazonaws.com'];

  /** Whether the envelope lets somebody do this, said anew. */
  const isInside = (action: string, resource: string, service: string): boolean => {
    if (action === 's3:GetObject') return !resource.includes('zq-arbitrary');
    if (action === 'kms:Decrypt') return !resource.includes('zq-arbitrary');
    if (action === 'iam:PassRole') return !resource.includes('zq-arbitrary') && service === services[0];
    return false;
  };

  test('what is excess is allowed, and what is allowed beyond the persona is excess', () => {
    fc.assert(
      fc.property(documents, ({ policy: text, beside, boundary }) => {
        const found = excessOf(
          { policy: text, account, now, ...(beside && { alsoAttached: [beside] }), ...(boundary && { boundary }) },
          envelope,
        );
        // Few of what is tried is more than can be decided in time.
        fc.pre(!('reason' in found));
        if ('reason' in found) return;
        const policies = { identity: [text, ...(beside ? [beside] : [])], boundary: boundary ?? undefined };
        for (const { actions: names, witness } of found.grants) {
          const { action, resource, contextKeys } = witness;
          expect(decide({ action, resource, contextKeys }, policies, { now, account })).toBe('allowed');
          const known = actionNamed(names[0] ?? '');
          expect(known === undefined || isFor(known, resource)).toBe(true);
        }
        const listed = found.grants.flatMap((grant) => grant.actions.map((name) => name.toLowerCase()));
        for (const [action, resource] of asked) {
          for (const service of services) {
            for (const tag of ['ml', 'other', undefined]) {
              const contextKeys = {
                'aws:SecureTransport': 'true',
                ...(action === 'iam:PassRole' && { 'iam:PassedToService': service }),
                ...(tag !== undefined && { 'aws:ResourceTag/project': tag }),
              };
              if (tag !== undefined && resource.includes('zq-arbitrary')) continue;
              if (decide({ action, resource, contextKeys }, policies, { now, account }) !== 'allowed') continue;
              if (isInside(action, resource, service)) continue;
              const covering = listed.some(
                (name) => globMatches(name, action.toLowerCase()) && (name !== '*' || !actionNamed(action)),
              );
              expect(covering, `${action} on ${resource} for ${service}`).toBe(true);
            }
          }
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 100), maxSkipsPerRun: 1 },
    );
  });

  test.each([
    'AmazonSageMakerFullAccess',
    'ReadOnlyAccess',
    'PowerUserAccess',
    'SecurityAudit',
    'AmazonS3FullAccess',
    'job-function/DataScientist',
  ])('%s: every proof holds', (name) => {
    const place = { account, region: 'us-east-1' };
    const state = awsManagedPolicies().state(refOf('iam/managed-policy', `arn:aws:iam::aws:policy/${name}`, place));
    const text = managedPolicy.derived?.(state ?? {}).document;
    for (const { activities: ids } of mlPersonas) {
      const found = excessOf({ policy: text, account, now }, envelopeOf(ids));
      if ('reason' in found) throw new Error(found.reason);
      expect(found.grants.length).toBeGreaterThan(0);
      for (const { actions: names, witness } of found.grants) {
        const { action, resource, contextKeys } = witness;
        expect(decide({ action, resource, contextKeys }, { identity: [text] }, { now, account })).toBe('allowed');
        const of = actionNamed(names[0] ?? '');
        expect(of === undefined || (of.name === action && isFor(of, resource)), `${action} on ${resource}`).toBe(true);
      }
    }
  });
});
