import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defaultsTo, defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { bucketsOf, listed, reach, texts } from './members.ts';
import { taggingOf } from './tags.ts';

const containersOf = (members: Members): readonly unknown[] => [
  reach(members, 'primaryContainer'),
  ...listed(reach(members, 'containers')),
];

const stated = (members: Members): Members => ({
  executionRoleArn: reach(members, 'executionRoleArn'),
  enableNetworkIsolation: reach(members, 'enableNetworkIsolation'),
  subnets: reach(members, 'vpcConfig', 'subnets'),
  securityGroupIds: reach(members, 'vpcConfig', 'securityGroupIds'),
  buckets: bucketsOf(
    ...containersOf(members).flatMap((container) => [
      reach(container, 'modelDataUrl'),
      reach(container, 'modelDataSource', 's3DataSource', 's3Uri'),
    ]),
  ),
  tags: reach(members, 'tags'),
});

/** A model: the containers that answer requests. It cannot be changed, only made anew. */
export const model = defineResourceType({
  name: 'sagemaker/model',
  cloudFormationType: 'AWS::SageMaker::Model',
  state: z.object({
    executionRoleArn: unset(z.string()),
    enableNetworkIsolation: defaultsTo(z.boolean(), false),
    subnets: texts(),
    securityGroupIds: texts(),
    /** Where its artifacts are. */
    buckets: texts(),
    tags: tagMap(),
  }),
  nameOf: ({ modelName }) => textOf(modelName),
  arnOf: sagemakerArn('model'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateModel: { effect: 'create', state: stated },
    DeleteModel: 'delete',
    ...taggingOf('model'),
  },
  described: {
    by: ['sagemaker:DescribeModel', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['ModelArn']),
    state: stated,
  },
  references: {
    role: ({ executionRoleArn }) => refer('iam/role', executionRoleArn),
    subnets: ({ subnets }) => refer('ec2/subnet', ...(subnets ?? [])),
    securityGroups: ({ securityGroupIds }) => refer('ec2/security-group', ...(securityGroupIds ?? [])),
    buckets: ({ buckets }) => refer('s3/bucket', ...(buckets ?? [])),
  },
});
