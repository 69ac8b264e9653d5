import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defaultsTo, defineResourceType, refer, sometimes, unset } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sagemakerArn } from './arn.ts';
import { bucketsOf, listed, reach, texts, unstated } from './members.ts';
import { workloadOf } from './workload.ts';

/** Where Athena and Redshift put what a job asked them for, before the job reads it. */
const stagingOf = (members: Members) =>
  listed(reach(members, 'processingInputs')).flatMap((input) =>
    (['athenaDatasetDefinition', 'redshiftDatasetDefinition'] as const).flatMap((definition) => {
      const dataset = reach(input, 'datasetDefinition', definition);
      if (dataset === undefined || dataset === null) return [];
      return {
        by: definition === 'athenaDatasetDefinition' ? 'Athena' : 'Redshift',
        kmsKeyId: textOf(reach(dataset, 'kmsKeyId')) ?? null,
        outputUri: textOf(reach(dataset, 'outputS3Uri')) ?? null,
      };
    }),
  );

const stated = (members: Members): Members => {
  const cluster = reach(members, 'processingResources', 'clusterConfig');
  const type = textOf(reach(cluster, 'instanceType'));
  const outputs = listed(reach(members, 'processingOutputConfig', 'outputs'));
  return {
    roleArn: reach(members, 'roleArn'),
    image: reach(members, 'appSpecification', 'imageUri'),
    instanceCount: reach(cluster, 'instanceCount'),
    instanceTypes: type ? [type] : null,
    volumeKmsKeyId: reach(cluster, 'volumeKmsKeyId'),
    outputKmsKeyId: reach(members, 'processingOutputConfig', 'kmsKeyId'),
    outputUris: outputs.flatMap((output) => textOf(reach(output, 's3Output', 's3Uri')) ?? []),
    staging: stagingOf(members),
    subnets: reach(members, 'networkConfig', 'vpcConfig', 'subnets'),
    securityGroupIds: reach(members, 'networkConfig', 'vpcConfig', 'securityGroupIds'),
    enableNetworkIsolation: reach(members, 'networkConfig', 'enableNetworkIsolation'),
    enableInterContainerTrafficEncryption: reach(members, 'networkConfig', 'enableInterContainerTrafficEncryption'),
    inputBuckets: bucketsOf(
      ...listed(reach(members, 'processingInputs')).map((input) => reach(input, 's3Input', 's3Uri')),
    ),
    experimentName: reach(members, 'experimentConfig', 'experimentName'),
    autoMLJobArn: reach(members, 'autoMLJobArn'),
    monitoringScheduleArn: reach(members, 'monitoringScheduleArn'),
    tags: reach(members, 'tags'),
  };
};

const state = z.object({
  roleArn: sometimes(z.string()),
  image: unset(z.string()),
  instanceCount: unset(z.number()),
  instanceTypes: texts(),
  volumeKmsKeyId: unset(z.string()),
  /** One key for all outputs. */
  outputKmsKeyId: unset(z.string()),
  /** The places in S3 that it writes to; null: none. */
  outputUris: texts(),
  staging: z
    .array(z.object({ by: z.string(), kmsKeyId: z.string().nullable(), outputUri: z.string().nullable() }))
    .default([]),
  subnets: texts(),
  securityGroupIds: texts(),
  enableNetworkIsolation: defaultsTo(z.boolean(), false),
  enableInterContainerTrafficEncryption: defaultsTo(z.boolean(), false),
  inputBuckets: texts(),
  experimentName: unset(z.string()),
  autoMLJobArn: unset(z.string()),
  monitoringScheduleArn: unset(z.string()),
  tags: tagMap(),
});

const nameIn = (request: Members, { serviceEventDetails }: TrailRecord): string | undefined =>
  textOf(request['processingJobName']) ??
  textOf(within(serviceEventDetails, 'processingJobName')) ??
  textOf(within(serviceEventDetails, 'processingJobArn'));

/** A processing job; Model Monitor and Clarify run theirs as such, too. For its tags see the training job. */
export const processingJob = defineResourceType({
  name: 'sagemaker/processing-job',
  cloudFormationType: 'AWS::SageMaker::ProcessingJob',
  state,
  nameOf: nameIn,
  arnOf: sagemakerArn('processing-job'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateProcessingJob: {
      effect: 'run',
      state: (request) => (request['processingJobName'] ? stated(request) : unstated(...Object.keys(state.shape))),
    },
  },
  described: {
    by: ['sagemaker:DescribeProcessingJob', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['ProcessingJobArn']),
    state: stated,
  },
  references: {
    role: ({ roleArn }) => refer('iam/role', roleArn),
    volumeKey: ({ volumeKmsKeyId }) => referToKey(volumeKmsKeyId),
    outputKey: ({ outputKmsKeyId }) => referToKey(outputKmsKeyId),
    stagingKeys: ({ staging }) => referToKey(...(staging ?? []).map(({ kmsKeyId }) => kmsKeyId)),
    subnets: ({ subnets }) => refer('ec2/subnet', ...(subnets ?? [])),
    securityGroups: ({ securityGroupIds }) => refer('ec2/security-group', ...(securityGroupIds ?? [])),
    buckets: ({ outputUris, inputBuckets, staging }) =>
      refer(
        's3/bucket',
        ...bucketsOf(...(outputUris ?? []), ...(staging ?? []).map((dataset) => dataset.outputUri)),
        ...(inputBuckets ?? []),
      ),
  },
  workloadOf: ({ outputUris, ...origin }, jobName) => workloadOf({ ...origin, outputUri: outputUris?.[0] }, jobName),
});
