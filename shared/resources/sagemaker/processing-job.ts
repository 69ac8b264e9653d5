import * as z from 'zod';
import { defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sagemakerArn } from './arn.ts';
import { indirectInputsOf, jobMembers, jobNameIn, jobReferences, runOf } from './job.ts';
import { bucketsOf, bucketsWithin, listed, reach, texts } from './members.ts';
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

/** Athena reads as the job's role, in whatever buckets the tables lie; Redshift has a role of its own. */
const queriedIn = (input: Members): readonly string[] => {
  const dataset = reach(input, 'datasetDefinition', 'athenaDatasetDefinition');
  if (dataset === undefined || dataset === null) return [];
  return [`Athena database ${textOf(reach(dataset, 'database')) ?? 'without a name'}`];
};

const stated = (members: Members): Members => {
  const cluster = reach(members, 'processingResources', 'clusterConfig');
  const type = textOf(reach(cluster, 'instanceType'));
  const outputs = listed(reach(members, 'processingOutputConfig', 'outputs'));
  const inputs = listed(reach(members, 'processingInputs'));
  const sources = inputs.map((input) => reach(input, 's3Input'));
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
    inputBuckets: bucketsOf(...sources.map((source) => reach(source, 's3Uri'))),
    furtherBuckets: bucketsWithin(reach(members, 'environment'), reach(members, 'appSpecification')),
    indirectInputs: [...indirectInputsOf(sources), ...inputs.flatMap(queriedIn)],
    experimentName: reach(members, 'experimentConfig', 'experimentName'),
    autoMLJobArn: reach(members, 'autoMLJobArn'),
    monitoringScheduleArn: reach(members, 'monitoringScheduleArn'),
    tags: reach(members, 'tags'),
  };
};

const state = z.object({
  ...jobMembers,
  /** The places in S3 that it writes to; null: none. */
  outputUris: texts(),
  staging: z
    .array(z.object({ by: z.string(), kmsKeyId: z.string().nullable(), outputUri: z.string().nullable() }))
    .default([]),
  monitoringScheduleArn: unset(z.string()),
});

/** A processing job; Model Monitor and Clarify run theirs as such, too. For its tags see the training job. */
export const processingJob = defineResourceType({
  name: 'sagemaker/processing-job',
  cloudFormationType: 'AWS::SageMaker::ProcessingJob',
  state,
  nameOf: jobNameIn('processingJobName', 'processingJobArn'),
  arnOf: sagemakerArn('processing-job'),
  eventSource: 'sagemaker.amazonaws.com',
  events: { CreateProcessingJob: runOf('processingJobName', stated, Object.keys(state.shape)) },
  described: {
    by: ['sagemaker:DescribeProcessingJob', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['ProcessingJobArn']),
    state: stated,
  },
  references: {
    ...jobReferences,
    stagingKeys: ({ staging }) => referToKey(...(staging ?? []).map(({ kmsKeyId }) => kmsKeyId)),
    buckets: ({ outputUris, inputBuckets, furtherBuckets, staging }) =>
      refer(
        's3/bucket',
        ...new Set([
          ...bucketsOf(...(outputUris ?? []), ...(staging ?? []).map((dataset) => dataset.outputUri)),
          ...(inputBuckets ?? []),
          ...(furtherBuckets ?? []),
        ]),
      ),
  },
  workloadOf: ({ outputUris, ...origin }, jobName) => workloadOf({ ...origin, outputUri: outputUris?.[0] }, jobName),
});
