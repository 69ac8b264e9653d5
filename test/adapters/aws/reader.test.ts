import { describe, expect, test } from 'vitest';
import { awsLister } from '../../../shared/adapters/aws/readers/lister.ts';
import type { Sends } from '../../../shared/adapters/aws/readers/operation.ts';
import { awsReader, operations } from '../../../shared/adapters/aws/readers/reader.ts';
import { resourceTypes } from '../../../shared/catalogue.ts';
import { refOf } from '../../../shared/core/resource-ref.ts';
import { aws, error, now, place, read, typeNamed } from './answering.ts';

const readable = resourceTypes.filter(({ described }) => described);
const model = `arn:aws:sagemaker:${place.region}:${place.account}:model/churn`;
const bucket = 'arn:aws:s3:::ml-data';

test('there is a reader for every operation that a type is read by, and none for others', () => {
  const wanted = new Set(readable.flatMap(({ described }) => described?.by ?? []));
  expect([...wanted].filter((operation) => !operations[operation])).toEqual([]);
  expect(Object.keys(operations).filter((operation) => !wanted.has(operation as `${string}:${string}`))).toEqual([]);
});

describe('what AWS answers', () => {
  test('several operations, one state: here a bucket of which each setting is an operation of its own', async () => {
    const { asked, reader } = aws({
      GetBucketPolicy: error('NoSuchBucketPolicy'),
      GetPublicAccessBlock: error('NoSuchPublicAccessBlockConfiguration'),
      GetBucketEncryption: {
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
      GetBucketTagging: { TagSet: [{ Key: 'team', Value: 'ml' }] },
    });
    expect(await reader.get(typeNamed('s3/bucket'), refOf('s3/bucket', bucket, place))).toEqual({
      kind: 'found',
      at: now,
      final: true,
      state: {
        policy: null,
        publicAccessBlock: null,
        encryption: { algorithm: 'AES256', keyId: null },
        tags: { complete: true, entries: { team: 'ml' } },
      },
    });
    expect(asked.map(({ service, input }) => [service, input])).toEqual(
      Array.from({ length: 4 }, () => ['s3', { Bucket: 'ml-data' }]),
    );
  });
  test('pages are read to their end', async () => {
    const outcome = await read('sagemaker/model', model, {
      DescribeModel: { ModelArn: model, ModelName: 'churn' },
      ListTags: [
        { Tags: [{ Key: 'a', Value: '1' }], NextToken: 'more' },
        { Tags: [{ Key: 'b', Value: '2' }], NextToken: '' },
      ],
    });
    expect(outcome).toMatchObject({ kind: 'found', state: { tags: { complete: true, entries: { a: '1', b: '2' } } } });
  });
  test('a role with all its policies', async () => {
    const arn = `arn:aws:iam::${place.account}:role/Trainer`;
    const trust = encodeURIComponent('{"Version":"2012-10-17","Statement":[]}');
    const { asked, reader } = aws({
      GetRole: {
        Role: { Arn: arn, RoleName: 'Trainer', Path: '/', AssumeRolePolicyDocument: trust, MaxSessionDuration: 3600 },
      },
      ListRolePolicies: { PolicyNames: ['Read'] },
      GetRolePolicy: { RoleName: 'Trainer', PolicyName: 'Read', PolicyDocument: trust },
      ListAttachedRolePolicies: [
        { AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/A' }], IsTruncated: true, Marker: 'm' },
        { AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/B' }], IsTruncated: false },
      ],
    });
    expect(await reader.get(typeNamed('iam/role'), refOf('iam/role', arn, place))).toMatchObject({
      kind: 'found',
      state: {
        boundary: null,
        inlinePolicies: { complete: true, entries: { read: { name: 'Read' } } },
        attachedPolicies: {
          complete: true,
          entries: {
            'arn:aws:iam::aws:policy/a': 'arn:aws:iam::aws:policy/A',
            'arn:aws:iam::aws:policy/b': expect.any(String),
          },
        },
      },
    });
    expect(asked.find(({ command }) => command === 'GetRolePolicy')?.input).toEqual({
      RoleName: 'Trainer',
      PolicyName: 'Read',
    });
  });
  test.each(['role', 'user', 'group'])('an inline policy of a %s is asked for by one operation', async (kind) => {
    const noun = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    const arn = `arn:aws:iam::${place.account}:${kind}/Owner/inline/Read`;
    const { asked, reader } = aws({
      [`Get${noun}Policy`]: { [`${noun}Name`]: 'Owner', PolicyName: 'Read', PolicyDocument: '%7B%7D' },
    });
    expect(await reader.get(typeNamed('iam/inline-policy'), refOf('iam/inline-policy', arn, place))).toMatchObject({
      kind: 'found',
      state: { owner: `${kind}/Owner`, document: '{}' },
    });
    expect(asked).toHaveLength(1);
  });
  test('an alias is one of a list', async () => {
    const arn = `arn:aws:kms:${place.region}:${place.account}:alias/ml`;
    const entry = { AliasArn: arn, AliasName: 'alias/ml', TargetKeyId: '1234' };
    expect(await read('kms/alias', arn, { ListAliases: { Aliases: [entry] } })).toMatchObject({ kind: 'found' });
    expect(await read('kms/alias', arn, { ListAliases: { Aliases: [] } })).toEqual({ kind: 'absent', at: now });
  });
});

describe('what is Sagewatch’s own', () => {
  const lambda = `arn:aws:lambda:${place.region}:${place.account}:function:sagewatch-prod-evaluate`;
  const queue = `arn:aws:sqs:${place.region}:${place.account}:sagewatch-prod-events`;
  const topic = `arn:aws:sns:${place.region}:${place.account}:sagewatch-prod-findings`;
  const schedule = `arn:aws:scheduler:${place.region}:${place.account}:schedule/sagewatch-prod/sagewatch-prod-sweep`;
  test('a function, with what wakes it', async () => {
    const { asked, reader } = aws({
      GetFunctionConcurrency: { ReservedConcurrentExecutions: 0 },
      ListEventSourceMappings: [
        { EventSourceMappings: [{ EventSourceArn: queue, State: 'Enabled' }], NextMarker: 'm' },
        { EventSourceMappings: [{ EventSourceArn: `${queue}-2`, State: 'Disabling' }] },
      ],
    });
    expect(await reader.get(typeNamed('lambda/function'), refOf('lambda/function', lambda, place))).toMatchObject({
      kind: 'found',
      state: {
        reservedConcurrency: 0,
        sources: { complete: true, entries: { [queue]: 'enabled', [`${queue}-2`]: 'disabled' } },
      },
    });
    expect(asked.map(({ input }) => input)).toEqual([
      { FunctionName: 'sagewatch-prod-evaluate' },
      { FunctionName: 'sagewatch-prod-evaluate', Marker: undefined },
      { FunctionName: 'sagewatch-prod-evaluate', Marker: 'm' },
    ]);
  });
  test.each([
    [queue, place.region, 'https://sqs.eu-central-1.amazonaws.com/111122223333/sagewatch-prod-events'],
    [
      'arn:aws-cn:sqs:cn-north-1:111122223333:sagewatch-prod-events',
      'cn-north-1',
      'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/sagewatch-prod-events',
    ],
  ])('a queue by its URL: %s', async (arn, region, QueueUrl) => {
    const { asked, reader } = aws({ GetQueueAttributes: { Attributes: { QueueArn: arn } } });
    expect(await reader.get(typeNamed('sqs/queue'), refOf('sqs/queue', arn, { ...place, region }))).toMatchObject({
      kind: 'found',
      state: { deadLetters: null, permissions: { complete: true, entries: {} } },
    });
    expect(asked.map(({ input }) => input)).toEqual([{ QueueUrl, AttributeNames: ['All'] }]);
  });
  test('a schedule by its group and its name', async () => {
    const { asked, reader } = aws({ GetSchedule: { Arn: schedule, State: 'DISABLED' } });
    expect(
      await reader.get(typeNamed('scheduler/schedule'), refOf('scheduler/schedule', schedule, place)),
    ).toMatchObject({ kind: 'found', state: { enabled: false } });
    expect(asked.map(({ input }) => input)).toEqual([{ GroupName: 'sagewatch-prod', Name: 'sagewatch-prod-sweep' }]);
  });
  test.each([
    [
      'lambda/function',
      'ListFunctions',
      { Functions: [{ FunctionArn: lambda }, { FunctionArn: `${lambda}s`.replace('sagewatch', 'churn') }] },
      [lambda],
    ],
    [
      'dynamodb/table',
      'ListTables',
      { TableNames: ['orders', 'sagewatch-prod'] },
      [`arn:aws:dynamodb:${place.region}:${place.account}:table/sagewatch-prod`],
    ],
    [
      'sqs/queue',
      'ListQueues',
      {
        QueueUrls: [
          'https://sqs.eu-central-1.amazonaws.com/111122223333/sagewatch-prod-events',
          'https://sqs.eu-central-1.amazonaws.com/111122223333/sagewatch-',
        ],
      },
      [queue],
    ],
    ['sqs/queue', 'ListQueues', {}, []],
    [
      'scheduler/schedule',
      'ListSchedules',
      { Schedules: [{ Arn: schedule }, { Arn: schedule.replace(/[^/]+$/, 'sagewatch-') }] },
      [schedule],
    ],
    [
      'sns/topic',
      'ListTopics',
      { Topics: [{ TopicArn: topic }, { TopicArn: topic.replace('sagewatch-prod', 'orders') }] },
      [topic],
    ],
  ])('of all %s only ours are listed', async (name, command, output, arns) => {
    const asked: string[] = [];
    const clientsFor = async (): Promise<Sends> => ({
      send: async (made: { constructor: { name: string } }) => {
        asked.push(made.constructor.name);
        return output;
      },
    });
    const listed = await awsLister(clientsFor).list(typeNamed(name), place, undefined);
    expect(listed).toEqual({ kind: 'listed', resources: arns.map((arn) => ({ arn })) });
    expect(asked).toEqual([`${command}Command`]);
  });
});

describe('found, absent and unavailable are never taken for one another', () => {
  const arns: Readonly<Record<string, string>> = {
    's3/bucket': bucket,
    'iam/inline-policy': `arn:aws:iam::${place.account}:role/Owner/inline/Read`,
  };
  const anArn = (name: string) =>
    arns[name] ??
    resourceTypes.find((type) => type.name === name)?.arnOf('thing', { partition: 'aws', ...place }) ??
    '';
  const outcomeOf = async (name: string, failure: Error) => {
    const type = typeNamed(name);
    const clientsFor = async (): Promise<Sends> => ({ send: () => Promise.reject(failure) });
    return awsReader(clientsFor, { now: () => now }).get(type, refOf(name, anArn(name), place));
  };
  test.each(readable.map(({ name }) => [name]))('%s', async (name) => {
    expect(await outcomeOf(name, error('AccessDeniedException', 'not authorized', 403))).toEqual({
      kind: 'unavailable',
      reason: expect.stringMatching(/^the permission [a-z0-9]+:\w+ is missing in account /) as string,
      permission: expect.stringMatching(/^[a-z0-9]+:\w+$/) as string,
    });
    await expect(outcomeOf(name, error('ThrottlingException', 'Rate exceeded'))).rejects.toThrow('Rate exceeded');
    await expect(outcomeOf(name, error('InternalFailure', 'oops', 500))).rejects.toThrow('oops');
  });
  test.each([
    ['sagemaker/model', error('ValidationException', 'Could not find model "arn:…:model/churn".')],
    ['sagemaker/notebook-instance', error('ValidationException', 'RecordNotFound')],
    ['sagemaker/domain', error('ResourceNotFound', 'Domain [d-1] does not exist')],
    ['sagemaker/pipeline', error('ResourceNotFound')],
    ['iam/role', error('NoSuchEntityException')],
    ['kms/key', error('NotFoundException')],
    ['s3/bucket', error('NoSuchBucket', 'no', 404)],
    ['ec2/security-group', error('InvalidGroup.NotFound')],
    ['events/rule', error('ResourceNotFoundException')],
    ['cloudtrail/trail', error('TrailNotFoundException')],
    ['organizations/policy', error('PolicyNotFoundException')],
    ['lambda/function', error('ResourceNotFoundException', 'no', 404)],
    ['dynamodb/table', error('TableNotFoundException')],
    ['scheduler/schedule', error('ResourceNotFoundException', 'Schedule does not exist.', 404)],
    ['sns/topic', error('NotFoundException', 'Topic does not exist', 404)],
    ['sqs/queue', error('QueueDoesNotExist')],
    ['sqs/queue', error('AWS.SimpleQueueService.NonExistentQueue')],
  ])('%s that is not there', async (name, failure) => {
    expect(await outcomeOf(name, failure)).toEqual({ kind: 'absent', at: now });
  });
  test('a request that AWS does not understand is no absence', async () => {
    await expect(
      outcomeOf('sagemaker/model', error('ValidationException', '1 validation error detected')),
    ).rejects.toThrow('validation error');
  });
  test('an answer about something else, a type without a read, and the root user are not available', async () => {
    expect(await read('sagemaker/model', model, { DescribeModel: {}, ListTags: { Tags: [] } })).toMatchObject({
      kind: 'unavailable',
    });
    expect(await read('iam/policy-attachment', `arn:aws:iam::${place.account}:role/a/attached/b`, {})).toMatchObject({
      kind: 'unavailable',
    });
    expect(await read('iam/user', `arn:aws:iam::${place.account}:root`, {})).toMatchObject({ kind: 'unavailable' });
  });
});
