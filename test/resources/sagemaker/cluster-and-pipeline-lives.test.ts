import { expect, test } from 'vitest';
import type { Transition } from '../../../shared/core/finding.ts';
import type { Members } from '../../../shared/core/trail-record.ts';
import { record } from '../../fixtures/record.ts';
import { watchdog } from '../../fixtures/watchdog.ts';
import { arn, call, role } from './shapes.ts';

const clusterArn = arn('cluster/ab12cd34ef56');

const at = (eventTime: string, eventName: string, request: Members, response: Members | null = null) =>
  record({ ...call(eventName, request, response), eventTime });

const told = (time: string, ClusterStatus: string) => ({
  id: `event ${time}`,
  'detail-type': 'SageMaker HyperPod Cluster State Change',
  source: 'aws.sagemaker',
  account: '111122223333',
  region: 'eu-central-1',
  time,
  detail: { ClusterArn: clusterArn, ClusterName: 'llm', ClusterStatus, InstanceGroups: [] },
});

const moves = (transitions: readonly Transition[], control: string) =>
  transitions.filter(({ finding }) => finding.controlId === control).map(({ change }) => change);

const group = (instanceGroupName: string, more: Members = {}) => ({
  instanceGroupName,
  instanceType: 'ml.p5.48xlarge',
  instanceCount: 1,
  executionRole: role,
  ...more,
});
const vpc = { overrideVpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] } };

test('groups that are replaced mend a cluster once SageMaker says that it is so', async () => {
  const { feed } = watchdog();
  const made = at(
    '2026-11-02T09:00:00Z',
    'CreateCluster',
    { clusterName: 'llm', instanceGroups: [group('a')] },
    { clusterArn },
  );
  expect(moves((await feed(made)).transitions, 'sagemaker/cluster-vpc')).toEqual(['opened']);
  await feed(told('2026-11-02T09:20:00Z', 'InService'));

  const update = { clusterName: 'llm', instanceGroups: [group('b', vpc)], instanceGroupsToDelete: ['a'] };
  const updated = at('2026-11-02T10:00:00Z', 'UpdateCluster', update, { clusterArn });
  expect(
    moves((await feed(updated, told('2026-11-02T10:00:10Z', 'Updating'))).transitions, 'sagemaker/cluster-vpc'),
  ).toEqual([]);
  const after = await feed(told('2026-11-02T10:15:00Z', 'InService'));
  expect(moves(after.transitions, 'sagemaker/cluster-vpc')).toEqual(['resolved']);
});

test('a cluster whose creation failed never was', async () => {
  const { feed, findings } = watchdog();
  await feed(
    at('2026-11-02T09:00:00Z', 'CreateCluster', { clusterName: 'llm', instanceGroups: [group('a')] }, { clusterArn }),
    told('2026-11-02T09:20:00Z', 'Failed'),
  );
  const finding = (await findings()).find(({ controlId }) => controlId === 'sagemaker/cluster-vpc');
  expect(finding).toMatchObject({ status: 'resolved', episodes: [{ reason: 'never-existed' }] });
});

const definition = (Arguments: Members) => JSON.stringify({ Steps: [{ Name: 'Train', Type: 'Training', Arguments }] });

test('a pipeline is mended by a definition that mends it, and not by one that nobody can read', async () => {
  const { feed } = watchdog();
  const control = 'sagemaker/pipeline-step-vpc';
  const made = await feed(
    at('2026-11-02T09:00:00Z', 'CreatePipeline', {
      pipelineName: 'churn',
      roleArn: role,
      pipelineDefinition: definition({}),
    }),
  );
  expect(moves(made.transitions, control)).toEqual(['opened']);
  const elsewhere = await feed(
    at('2026-11-02T10:00:00Z', 'UpdatePipeline', {
      pipelineName: 'churn',
      pipelineDefinitionS3Location: { bucket: 'ml-pipelines', objectKey: 'churn.json' },
    }),
  );
  expect(moves(elsewhere.transitions, control)).toEqual([]);
  const mended = await feed(
    at('2026-11-02T11:00:00Z', 'UpdatePipeline', {
      pipelineName: 'Churn',
      pipelineDefinition: definition({ VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }),
    }),
  );
  expect(moves(mended.transitions, control)).toEqual(['resolved']);
});

test('a pipeline that is deleted takes its findings along', async () => {
  const { feed } = watchdog();
  await feed(
    at('2026-11-02T09:00:00Z', 'CreatePipeline', {
      pipelineName: 'churn',
      roleArn: role,
      pipelineDefinition: definition({}),
    }),
  );
  const gone = await feed(at('2026-11-02T10:00:00Z', 'DeletePipeline', { pipelineName: 'churn' }));
  expect(gone.transitions.map(({ change }) => change)).not.toContain('opened');
  expect(moves(gone.transitions, 'sagemaker/pipeline-step-vpc')).toEqual(['resolved']);
});
