import { record } from '../fixtures/record.ts';
import type { Resolved } from './resolved.ts';
import { ofType } from './stacks.ts';

interface Place {
  account: string;
  region: string;
}

/** Seconds apart, in the order in which they are made. */
let seconds = 0;

/** A call of CloudFormation's, as CloudTrail records it. */
const call = (
  { account, region }: Place,
  service: string,
  eventName: string,
  requestParameters: object,
  rest: object = {},
): object =>
  record({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    eventTime: new Date(Date.parse('2026-11-23T08:00:00Z') + ++seconds * 1_000).toISOString().replace('.000Z', 'Z'),
    awsRegion: service === 'iam' ? 'us-east-1' : region,
    recipientAccountId: account,
    sourceIPAddress: 'cloudformation.amazonaws.com',
    userAgent: 'cloudformation.amazonaws.com',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:deploy',
      arn: `arn:aws:sts::${account}:assumed-role/deployer/deploy`,
      accountId: account,
      invokedBy: 'cloudformation.amazonaws.com',
    },
    requestParameters,
    ...rest,
  });

const text = (value: unknown): string => JSON.stringify(value);

const roleCalls = (stack: Resolved, place: Place): object[] => [
  ...ofType(stack, 'AWS::IAM::ManagedPolicy').map(({ name, arn, properties }) =>
    call(
      place,
      'iam',
      'CreatePolicy',
      { policyName: name, policyDocument: text(properties['PolicyDocument']) },
      { responseElements: { policy: { policyName: name, arn, defaultVersionId: 'v1', path: '/' } } },
    ),
  ),
  ...ofType(stack, 'AWS::IAM::Role').flatMap(({ name, arn, properties }) => [
    call(
      place,
      'iam',
      'CreateRole',
      {
        roleName: name,
        assumeRolePolicyDocument: text(properties['AssumeRolePolicyDocument']),
        tags: properties['Tags'],
      },
      { responseElements: { role: { roleName: name, arn, path: '/' } } },
    ),
    ...(properties['ManagedPolicyArns'] as string[]).map((policyArn) =>
      call(place, 'iam', 'AttachRolePolicy', { roleName: name, policyArn }),
    ),
  ]),
];

const keyCalls = (stack: Resolved, place: Place): object[] =>
  ofType(stack, 'AWS::KMS::Key').flatMap(({ arn, properties }) => {
    const about = { resources: [{ ARN: arn, accountId: place.account, type: 'AWS::KMS::Key' }] };
    const made = { responseElements: { keyMetadata: { arn, keyId: arn, keyState: 'Enabled' } } };
    return [
      call(place, 'kms', 'CreateKey', { policy: text(properties['KeyPolicy']) }, { ...about, ...made }),
      ...(properties['EnableKeyRotation'] === true
        ? [call(place, 'kms', 'EnableKeyRotation', { keyId: arn }, about)]
        : []),
    ];
  });

const busCalls = (stack: Resolved, place: Place): object[] =>
  ofType(stack, 'AWS::Events::EventBus').flatMap(({ name }) => {
    const statements = ofType(stack, 'AWS::Events::EventBusPolicy')
      .filter(({ properties }) => properties['EventBusName'] === name)
      .map(({ properties }) => ({ Sid: properties['StatementId'], ...(properties['Statement'] as object) }));
    return [
      call(place, 'events', 'CreateEventBus', { name }),
      call(place, 'events', 'PutPermission', {
        eventBusName: name,
        policy: text({ Version: '2012-10-17', Statement: statements }),
      }),
    ];
  });

const ruleCalls = (stack: Resolved, place: Place): object[] =>
  ofType(stack, 'AWS::Events::Rule').flatMap(({ name, properties }) => {
    const bus = properties['EventBusName'] === undefined ? {} : { eventBusName: properties['EventBusName'] };
    const targets = (properties['Targets'] as { Id: string; Arn: string }[]).map(({ Id, Arn }) => ({
      id: Id,
      arn: Arn,
    }));
    return [
      call(place, 'events', 'PutRule', {
        name,
        eventPattern: text(properties['EventPattern']),
        state: properties['State'] ?? 'ENABLED',
        ...bus,
      }),
      call(place, 'events', 'PutTargets', { rule: name, targets, ...bus }),
    ];
  });

const bucketCalls = (stack: Resolved, place: Place): object[] =>
  ofType(stack, 'AWS::S3::Bucket').flatMap(({ name: bucketName, properties }) => [
    call(place, 's3', 'CreateBucket', { bucketName }),
    call(place, 's3', 'PutBucketPublicAccessBlock', {
      bucketName,
      PublicAccessBlockConfiguration: properties['PublicAccessBlockConfiguration'],
    }),
    ...ofType(stack, 'AWS::S3::BucketPolicy').map((policy) =>
      call(place, 's3', 'PutBucketPolicy', { bucketName, bucketPolicy: policy.properties['PolicyDocument'] }),
    ),
  ]);

/** The policy of a queue or topic, by the name that the policies list it under. */
const policyOf = (stack: Resolved, type: string, listed: string): object => {
  const found = ofType(stack, type).find(({ properties }) =>
    ((properties['Queues'] ?? properties['Topics']) as string[]).includes(listed),
  );
  return found ? { Policy: text(found.properties['PolicyDocument']) } : {};
};

const queueCalls = (stack: Resolved, place: Place): object[] =>
  ofType(stack, 'AWS::SQS::Queue').map(({ name: queueName, properties }) => {
    const queueUrl = `https://sqs.${place.region}.amazonaws.com/${place.account}/${queueName}`;
    const redrive = properties['RedrivePolicy'] as object | undefined;
    const attributes = {
      ...(redrive && { RedrivePolicy: text(redrive) }),
      ...policyOf(stack, 'AWS::SQS::QueuePolicy', queueUrl),
    };
    return call(place, 'sqs', 'CreateQueue', { queueName, attributes }, { responseElements: { queueUrl } });
  });

const topicCalls = (stack: Resolved, place: Place): object[] =>
  ofType(stack, 'AWS::SNS::Topic').map(({ name, arn }) =>
    call(
      place,
      'sns',
      'CreateTopic',
      { name, attributes: policyOf(stack, 'AWS::SNS::TopicPolicy', arn) },
      { responseElements: { topicArn: arn } },
    ),
  );

const tableCalls = (stack: Resolved, place: Place): object[] =>
  ofType(stack, 'AWS::DynamoDB::Table').flatMap(({ name: tableName, properties }) => [
    call(place, 'dynamodb', 'CreateTable', {
      tableName,
      deletionProtectionEnabled: properties['DeletionProtectionEnabled'],
      streamSpecification: { streamEnabled: true, ...properties['StreamSpecification'] },
      sSESpecification: {
        enabled: properties['SSESpecification'].SSEEnabled,
        kMSMasterKeyId: properties['SSESpecification'].KMSMasterKeyId,
      },
    }),
    call(place, 'dynamodb', 'UpdateContinuousBackups', {
      tableName,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: properties['PointInTimeRecoverySpecification'].PointInTimeRecoveryEnabled,
      },
    }),
  ]);

const functionCalls = (stack: Resolved, place: Place): object[] => [
  ...ofType(stack, 'AWS::Lambda::Function').map(({ name: functionName, arn }) =>
    call(place, 'lambda', 'CreateFunction20150331', { functionName }, { responseElements: { functionArn: arn } }),
  ),
  ...ofType(stack, 'AWS::Lambda::EventSourceMapping').map(({ properties }) =>
    call(place, 'lambda', 'CreateEventSourceMapping20150331', {
      functionName: properties['FunctionName'],
      eventSourceArn: properties['EventSourceArn'],
    }),
  ),
];

const scheduleCalls = (stack: Resolved, place: Place): object[] =>
  ofType(stack, 'AWS::Scheduler::Schedule').map(({ properties }) =>
    call(place, 'scheduler', 'CreateSchedule', {
      name: properties['Name'],
      groupName: properties['GroupName'],
      state: properties['State'] ?? 'ENABLED',
    }),
  );

/** What CloudTrail records when a stack is deployed, as far as it is about resources that we have controls for. */
export const recordedCalls = (stack: Resolved, place: Place): readonly object[] => [
  ...keyCalls(stack, place),
  ...busCalls(stack, place),
  ...roleCalls(stack, place),
  ...ruleCalls(stack, place),
  ...bucketCalls(stack, place),
  ...queueCalls(stack, place),
  ...topicCalls(stack, place),
  ...tableCalls(stack, place),
  ...functionCalls(stack, place),
  ...scheduleCalls(stack, place),
];
