import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, refer, sometimes } from '../../core/resource-type.ts';
import { isMembers, textOf, type Members } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sagemakerArn } from './arn.ts';
import { named, reach } from './members.ts';
import { pipelineStep, stepsOf, undecided } from './pipeline-definition.ts';
import { taggingOf } from './tags.ts';

const stepsIn = (members: Members) => {
  const definition = textOf(reach(members, 'pipelineDefinition'));
  return definition === undefined ? undefined : stepsOf(definition);
};

const stated = (members: Members): Members => ({
  roleArn: reach(members, 'roleArn'),
  steps: stepsIn(members),
  tags: reach(members, 'tags'),
});

/** An update that brings a definition, but none that can be read here: the steps that were known are no longer those. */
const replacesUnread = (request: Members): boolean =>
  stepsIn(request) === undefined &&
  (textOf(request['pipelineDefinition']) !== undefined || isMembers(request['pipelineDefinitionS3Location']));

const decided = (name: string | null): string | null => (name === undecided ? null : name);

/** What is executed step after step, under a role of its own and those that it hands to its steps. */
export const pipeline = defineResourceType({
  name: 'sagemaker/pipeline',
  cloudFormationType: 'AWS::SageMaker::Pipeline',
  state: z.object({
    roleArn: z.string(),
    /** Null: they were replaced by a definition that nobody has read since, such as one in S3. */
    steps: sometimes(z.array(pipelineStep).nullable()),
    tags: tagMap(),
  }),
  nameOf: ({ pipelineName }) => textOf(pipelineName),
  arnOf: sagemakerArn('pipeline'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreatePipeline: { effect: 'create', state: stated },
    UpdatePipeline: {
      effect: 'update',
      state: (request) => ({ ...named(stated(request)), ...(replacesUnread(request) && { steps: null }) }),
    },
    // It is `Deleting` for a while, but has no status for a deletion that failed.
    DeletePipeline: 'delete',
    ...taggingOf('pipeline'),
  },
  described: {
    by: ['sagemaker:DescribePipeline', 'sagemaker:ListTags'],
    // Executions name their pipeline by the same member.
    nameOf: (output) => (textOf(output['PipelineDefinition']) ? textOf(output['PipelineArn']) : undefined),
    state: stated,
    isFinal: (output) => output['PipelineStatus'] !== 'Deleting',
  },
  references: {
    roles: ({ roleArn, steps }) =>
      refer('iam/role', ...new Set([roleArn, ...(steps ?? []).map(({ role }) => decided(role))])),
    outputKeys: ({ steps }) => referToKey(...new Set((steps ?? []).map(({ output }) => decided(output?.key ?? null)))),
  },
});
