import * as z from 'zod';
import { defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { indirectInputsOf, jobMembers, jobNameIn, jobReferences, runOf } from './job.ts';
import { bucketsOf, bucketsWithin, listed, reach } from './members.ts';
import { workloadOf } from './workload.ts';

const instancesOf = (members: Members) => {
  const config = reach(members, 'resourceConfig');
  const groups = listed(reach(config, 'instanceGroups'));
  const counts = [reach(config, 'instanceCount'), ...groups.map((group) => reach(group, 'instanceCount'))];
  const numbers = counts.filter((count) => typeof count === 'number');
  const types = [reach(config, 'instanceType'), ...groups.map((group) => reach(group, 'instanceType'))];
  return {
    instanceCount: numbers.length > 0 ? numbers.reduce((sum, count) => sum + count, 0) : null,
    instanceTypes: [...new Set(types.flatMap((type) => textOf(type) ?? []))],
  };
};

/** Members that may name places in S3 beside inputs and outputs; the code of a job in script mode is a hyperparameter. */
const furtherPlaces = [
  'checkpointConfig',
  'debugHookConfig',
  'debugRuleConfigurations',
  'profilerConfig',
  'profilerRuleConfigurations',
  'tensorBoardOutputConfig',
  'hyperParameters',
  'environment',
  'algorithmSpecification',
];

const inputsIn = (members: Members): Members => {
  const channels = listed(reach(members, 'inputDataConfig'));
  const sources = channels.map((channel) => reach(channel, 'dataSource', 's3DataSource'));
  return {
    inputBuckets: bucketsOf(...sources.map((source) => reach(source, 's3Uri'))),
    indirectInputs: indirectInputsOf(sources),
  };
};

const stated = (members: Members): Members => ({
  roleArn: reach(members, 'roleArn'),
  image:
    textOf(reach(members, 'algorithmSpecification', 'trainingImage')) ??
    textOf(reach(members, 'algorithmSpecification', 'algorithmName')) ??
    textOf(reach(members, 'serverlessJobConfig', 'baseModelArn')),
  ...instancesOf(members),
  volumeKmsKeyId: reach(members, 'resourceConfig', 'volumeKmsKeyId'),
  outputKmsKeyId: reach(members, 'outputDataConfig', 'kmsKeyId'),
  outputUri: reach(members, 'outputDataConfig', 's3OutputPath'),
  subnets: reach(members, 'vpcConfig', 'subnets'),
  securityGroupIds: reach(members, 'vpcConfig', 'securityGroupIds'),
  enableNetworkIsolation: reach(members, 'enableNetworkIsolation'),
  enableInterContainerTrafficEncryption: reach(members, 'enableInterContainerTrafficEncryption'),
  ...inputsIn(members),
  furtherBuckets: bucketsWithin(...furtherPlaces.map((name) => reach(members, name))),
  experimentName: reach(members, 'experimentConfig', 'experimentName'),
  tuningJobArn: reach(members, 'tuningJobArn'),
  autoMLJobArn: reach(members, 'autoMLJobArn'),
  tags: reach(members, 'tags'),
});

const state = z.object({
  ...jobMembers,
  outputUri: unset(z.string()),
  tuningJobArn: unset(z.string()),
});

/**
 * A training job. Its tags are those it was started with: a job is over within hours, so that later tagging, like its
 * findings, would be about something that is gone.
 */
export const trainingJob = defineResourceType({
  name: 'sagemaker/training-job',
  cloudFormationType: 'AWS::SageMaker::TrainingJob',
  state,
  nameOf: jobNameIn('trainingJobName', 'trainingJobArn'),
  arnOf: sagemakerArn('training-job'),
  eventSource: 'sagemaker.amazonaws.com',
  events: { CreateTrainingJob: runOf('trainingJobName', stated, Object.keys(state.shape)) },
  described: {
    by: ['sagemaker:DescribeTrainingJob', 'sagemaker:ListTags'],
    // Processing jobs name the training job they debug.
    nameOf: (output) => (output['ProcessingJobArn'] ? undefined : textOf(output['TrainingJobArn'])),
    state: stated,
  },
  references: {
    ...jobReferences,
    buckets: ({ outputUri, inputBuckets, furtherBuckets }) =>
      refer('s3/bucket', ...new Set([...bucketsOf(outputUri), ...(inputBuckets ?? []), ...(furtherBuckets ?? [])])),
  },
  workloadOf,
});
