import { DescribeContinuousBackupsCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetFunctionConcurrencyCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { ResourceRef } from '../../../core/resource-ref.ts';
import { allPages, lastPart, plain, type Operations } from './operation.ts';

const nameOf = ({ arn }: ResourceRef): string => arn.split(':').at(-1) ?? arn;

/** Queues go by URL alone. [SQS, queue URLs; AWS China has a domain of its own] */
const urlOf = (queue: ResourceRef): string => {
  const { arn, account, region } = queue;
  const suffix = arn.startsWith('arn:aws-cn:') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${suffix}/${account}/${nameOf(queue)}`;
};

/** A schedule goes by its group and its name, the last two parts of its ARN. */
const scheduleIn = (schedule: ResourceRef): { GroupName: string | undefined; Name: string | undefined } => {
  const [, GroupName, Name] = nameOf(schedule).split('/');
  return { GroupName, Name };
};

/** How the parts of Sagewatch's own stack tell of themselves. */
export const ownStackOperations: Operations = {
  'lambda:GetFunctionConcurrency': {
    client: 'lambda',
    // Its output does not name what it is about.
    ask: async (lambda, { resource }) => ({
      FunctionArn: resource.arn,
      ...plain(await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: nameOf(resource) }))),
    }),
  },
  'lambda:ListEventSourceMappings': {
    client: 'lambda',
    ask: async (lambda, { resource }) => ({
      EventSourceMappings: await allPages(
        (Marker) => lambda.send(new ListEventSourceMappingsCommand({ FunctionName: nameOf(resource), Marker })),
        { items: 'EventSourceMappings', next: 'NextMarker' },
      ),
    }),
  },
  'sqs:GetQueueAttributes': {
    client: 'sqs',
    ask: async (sqs, { resource }) =>
      plain(await sqs.send(new GetQueueAttributesCommand({ QueueUrl: urlOf(resource), AttributeNames: ['All'] }))),
  },
  'sns:GetTopicAttributes': {
    client: 'sns',
    ask: async (sns, { resource: { arn } }) => plain(await sns.send(new GetTopicAttributesCommand({ TopicArn: arn }))),
  },
  'scheduler:GetSchedule': {
    client: 'scheduler',
    ask: async (scheduler, { resource }) => plain(await scheduler.send(new GetScheduleCommand(scheduleIn(resource)))),
  },
  'dynamodb:DescribeTable': {
    client: 'dynamodb',
    ask: async (dynamodb, { resource: { arn } }) =>
      plain(await dynamodb.send(new DescribeTableCommand({ TableName: lastPart(arn) }))),
  },
  'dynamodb:DescribeContinuousBackups': {
    client: 'dynamodb',
    ask: async (dynamodb, { resource: { arn } }) =>
      plain(await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName: lastPart(arn) }))),
  },
};
