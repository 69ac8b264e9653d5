import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, refer } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { taggingOf } from './tags.ts';

/** Events write `IN_SERVICE` where the API writes `InService`. */
const folded = (status: unknown): string => String(status).replaceAll('_', '').toLowerCase();

const final = new Set(['inservice', 'outofservice', 'updaterollbackfailed']);

/** What answers requests. Creating, updating and deleting it takes minutes, and may fail or be rolled back. */
export const endpoint = defineResourceType({
  name: 'sagemaker/endpoint',
  cloudFormationType: 'AWS::SageMaker::Endpoint',
  state: z.object({ endpointConfigName: z.string(), tags: tagMap() }),
  nameOf: ({ endpointName }) => textOf(endpointName),
  arnOf: sagemakerArn('endpoint'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateEndpoint: { effect: 'create', asynchronous: true },
    UpdateEndpoint: { effect: 'update', asynchronous: true },
    DeleteEndpoint: { effect: 'delete', asynchronous: true },
    ...taggingOf('endpoint'),
  },
  described: {
    by: ['sagemaker:DescribeEndpoint', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['EndpointArn']),
    isFinal: (output) => final.has(folded(output['EndpointStatus'])) || output['EndpointStatus'] === 'Failed',
  },
  stateChange: {
    detailType: 'SageMaker Endpoint State Change',
    nameOf: (detail) => textOf(detail['EndpointArn']) ?? textOf(detail['EndpointName']),
    outcomeOf: (detail) => {
      const status = folded(detail['EndpointStatus']);
      if (final.has(status)) return 'final';
      if (status === 'failed') return 'failed';
      return status === 'deleted' ? 'absent' : 'pending';
    },
    state: ({ EndpointConfigName: endpointConfigName }: Members) =>
      textOf(endpointConfigName) ? { endpointConfigName } : {},
  },
  references: {
    endpointConfig: ({ endpointConfigName }) => refer('sagemaker/endpoint-config', endpointConfigName),
  },
});
