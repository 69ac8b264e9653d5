import { describe, expect, test } from 'vitest';
import { queueNames, storeParameters, topicNames } from '../../shared/app/service/names.ts';
import { declaredFunctions } from './composed.ts';
import type { Resolved } from './resolved.ts';
import { account, forwarder, home, homeStack, ofType, store, propertiesIn } from './stacks.ts';

const stacks: [name: string, stack: Resolved][] = [
  ['home', homeStack()],
  [
    'home in the global Region, alone',
    homeStack({ region: 'us-east-1', parameters: { Organization: '', OperationsEmail: '' } }),
  ],
  ['forwarder', forwarder('eu-west-1')],
  ['forwarder in the global Region', forwarder('us-east-1')],
];

/** Types that CloudFormation can put no tags on; all others have to have ours. */
const untaggable = new Set([
  'AWS::CloudWatch::Dashboard',
  'AWS::Events::EventBusPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
]);

describe.each(stacks)('%s', (_, stack) => {
  test('everything that can be tagged is', () => {
    for (const [id, { type, properties }] of Object.entries(stack)) {
      if (untaggable.has(type) || type === 'AWS::Lambda::Function') continue;
      const tags = properties['Tags'] ?? properties['ResourceTags'];
      expect(tags, id).toContainEqual({ Key: 'sagewatch', Value: 'prod' });
    }
  });
  test('every name has the stage in it, so that two stages have none in common', () => {
    const names = [
      'AlarmName',
      'BudgetName',
      'DashboardName',
      'FunctionName',
      'GroupName',
      'LogGroupName',
      'Name',
      'QueueName',
      'RoleName',
      'RuleName',
      'TopicName',
    ];
    for (const [id, { properties }] of Object.entries(stack)) {
      const named = { ...properties, ...(properties['Budget'] as object) } as Record<string, unknown>;
      for (const name of names.filter((each) => each in named)) {
        expect(named[name], `${id}: ${name}`).toMatch(/^(\/aws\/lambda\/)?sagewatch-prod(-|\/|$)/);
      }
    }
  });
  test('roles have names that the longest Region and stage leave room for', () => {
    for (const { name } of ofType(stack, 'AWS::IAM::Role')) {
      const longest = name.replace('prod', 'a'.repeat(20)).replace(/(eu|us)-[a-z]+-\d/, 'ap-southeast-1');
      expect(longest.length, name).toBeLessThanOrEqual(64);
    }
  });
  test('what fails goes to a queue, from every rule, schedule, stream and queue', () => {
    const queues = ofType(stack, 'AWS::SQS::Queue').map(({ arn }) => arn);
    for (const { id, properties } of ofType(stack, 'AWS::Events::Rule')) {
      for (const target of properties['Targets'] as { DeadLetterConfig?: { Arn: string }; RetryPolicy: object }[]) {
        expect(queues, id).toContain(target.DeadLetterConfig?.Arn);
        expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
      }
    }
    for (const { id, properties } of ofType(stack, 'AWS::Scheduler::Schedule')) {
      expect(queues, id).toContain(properties['Target'].DeadLetterConfig?.Arn);
    }
    for (const { id, properties } of ofType(stack, 'AWS::SQS::Queue')) {
      if (/DeadLetters/.test(id)) {
        expect(properties['MessageRetentionPeriod'], id).toBe(1_209_600);
        continue;
      }
      expect(queues, id).toContain(properties['RedrivePolicy'].deadLetterTargetArn);
      expect(properties['RedrivePolicy'].maxReceiveCount, id).toBe(5);
      expect(properties['MessageRetentionPeriod'], id).toBeLessThan(1_209_600);
    }
    for (const { id, properties } of ofType(stack, 'AWS::Lambda::EventInvokeConfig')) {
      expect(queues, id).toContain(properties['DestinationConfig'].OnFailure.Destination);
    }
  });
});

describe('the home stack', () => {
  const stack = homeStack();
  const functions = declaredFunctions();

  test('has a role, a group of logs and something that wakes it for every function', () => {
    const sources = new Set(
      ofType(stack, 'AWS::Lambda::EventSourceMapping').map(({ properties }) => properties['FunctionName'] as string),
    );
    const schedules = new Set(
      ofType(stack, 'AWS::Scheduler::Schedule').map(({ properties }) => properties['Target'].Arn as string),
    );
    const runs = new Set(
      ofType(stack, 'AWS::Lambda::EventInvokeConfig').map(({ properties }) => properties['FunctionName'] as string),
    );
    for (const name of Object.keys(functions)) {
      const full = `sagewatch-prod-${name}`;
      expect(ofType(stack, 'AWS::IAM::Role').map((role) => role.name)).toContain(`sagewatch-prod-${home}-${name}`);
      const logs = ofType(stack, 'AWS::Logs::LogGroup').find(
        ({ properties }) => properties['LogGroupName'] === `/aws/lambda/${full}`,
      );
      expect(logs?.properties['RetentionInDays'], name).toBe(90);
      const isScheduled = schedules.has(`arn:aws:lambda:${home}:${account}:function:${full}`);
      expect(sources.has(full), name).toBe(!isScheduled);
      expect(runs.has(full), name).toBe(isScheduled);
    }
  });
  test('lets a message be seen again after six times the time that its function has', () => {
    for (const { properties } of ofType(stack, 'AWS::Lambda::EventSourceMapping')) {
      const queue = ofType(stack, 'AWS::SQS::Queue').find(({ arn }) => arn === properties['EventSourceArn']);
      if (!queue) continue;
      const { timeout = 0 } = functions[(properties['FunctionName'] as string).replace('sagewatch-prod-', '')] ?? {};
      expect(queue.properties['VisibilityTimeout'], queue.id).toBe(timeout * 6);
    }
  });
  test('takes messages in batches of which some may fail, and bounds how many at once without reserving', () => {
    for (const { id, properties } of ofType(stack, 'AWS::Lambda::EventSourceMapping')) {
      expect(properties['FunctionResponseTypes'], id).toEqual(['ReportBatchItemFailures']);
      if (properties['StartingPosition'] === undefined) {
        expect(properties['ScalingConfig'].MaximumConcurrency, id).toBeGreaterThanOrEqual(2);
      }
    }
  });
  test('follows the stream from its start, wakes for new transitions only, and gives up in bounds', () => {
    expect(stack['NotifySource']?.properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 3_600,
      DestinationConfig: {
        OnFailure: { Destination: `arn:aws:sqs:${home}:${account}:sagewatch-prod-undelivered-dlq` },
      },
    });
    const [{ Pattern }] = propertiesIn(stack, 'NotifySource')['FilterCriteria'].Filters;
    expect(JSON.parse(Pattern as string)).toEqual({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { kind: { S: ['transition'] } } },
    });
  });
  test('has a dashboard, and none where it is not wanted', () => {
    expect('Dashboard' in stack).toBe(true);
    expect('Dashboard' in homeStack({ parameters: { HasDashboard: 'no' } })).toBe(false);
  });
  test('has nothing for an organization or for people where there are none', () => {
    const alone = homeStack({ parameters: { Organization: '', OperationsEmail: '' } });
    const left = Object.keys(stack).filter((id) => !(id in alone));
    expect(left.toSorted()).toEqual(['MembersPolicy', 'OperationsSubscription', 'OrganizationMayForward']);
  });
});

test('what the command line looks for by name is what there is', () => {
  const named = (found: Resolved, type: string) =>
    ofType(found, type)
      .map(({ name }) => name)
      .toSorted();
  const { work, deadLetters, forwarderDeadLetters } = queueNames('prod');
  const taken = ['events', 'notices'].map((name) => `sagewatch-prod-${name}`);
  expect(named(homeStack(), 'AWS::SQS::Queue')).toEqual([work, ...deadLetters, ...taken].toSorted());
  expect(named(forwarder('eu-west-1'), 'AWS::SQS::Queue')).toEqual([forwarderDeadLetters]);
  expect(named(homeStack(), 'AWS::SNS::Topic')).toEqual(Object.values(topicNames('prod')).toSorted());
});

describe('the store', () => {
  test('stays whatever happens to its stack', () => {
    const { Store, StoreKey } = store();
    expect(Store?.properties).toMatchObject({
      TableName: 'sagewatch-prod',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: StoreKey?.arn },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
    expect(StoreKey?.properties['EnableKeyRotation']).toBe(true);
  });
  test('says where the home stack looks', () => {
    const stack = store();
    const said = ofType(stack, 'AWS::SSM::Parameter').map(({ properties }) => [
      properties['Name'],
      properties['Value'],
    ]);
    expect(Object.fromEntries(said)).toEqual({
      [storeParameters('prod').table]: 'sagewatch-prod',
      [storeParameters('prod').stream]: `${stack['Store']?.arn}/stream/2026-11-23T00:00:00.000`,
      [storeParameters('prod').key]: stack['StoreKey']?.arn,
      [storeParameters('prod').retention]: 'ledger=396 findings=2192',
    });
  });
});

describe('a forwarder', () => {
  test('has the reader once an account, and none where the hub reads by itself', () => {
    expect('Reader' in forwarder('us-east-1')).toBe(true);
    expect('Reader' in forwarder('eu-west-1')).toBe(false);
    expect('Reader' in forwarder('us-east-1', account)).toBe(false);
  });
  test('forwards to the bus of the hub with a role', () => {
    const stack = forwarder('eu-west-1');
    for (const { properties } of ofType(stack, 'AWS::Events::Rule')) {
      expect(properties['Targets']).toMatchObject([
        { Arn: `arn:aws:events:${home}:${account}:event-bus/sagewatch-prod`, RoleArn: stack['ForwardRole']?.arn },
      ]);
      expect('EventBusName' in properties).toBe(false);
    }
  });
});
