import { expect, test } from 'vitest';
import { resourceTypes } from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import { referencesOf } from '../../../shared/core/related.ts';
import type { StateOf } from '../../../shared/core/resource-type.ts';
import { ofGroup } from '../../../shared/resources/sagemaker/cluster-groups.ts';
import { cluster } from '../../../shared/resources/sagemaker/cluster.ts';
import { expectTwins, statedBy } from '../twins.ts';
import { arn, call, key, role, tags, vpc } from './shapes.ts';

const clusterArn = arn('cluster/ab12cd34ef56');
const answer = { clusterArn };
const eks = 'arn:aws:eks:eu-central-1:111122223333:cluster/ml';

const workers = {
  instanceGroupName: 'workers',
  instanceType: 'ml.p5.48xlarge',
  instanceCount: 4,
  executionRole: role,
  lifeCycleConfig: { sourceS3Uri: 's3://sagemaker-scripts/base', onCreate: 'on_create.sh' },
  instanceStorageConfigs: [
    { ebsVolumeConfig: { rootVolume: true, volumeKmsKeyId: key } },
    { ebsVolumeConfig: { volumeSizeInGB: 500 } },
  ],
};
const login = { instanceGroupName: 'login', instanceCount: 1, executionRole: `${role}-login` };
const created = call(
  'CreateCluster',
  {
    clusterName: 'llm',
    instanceGroups: [workers, login],
    vpcConfig: vpc.request,
    orchestrator: { eks: { clusterArn: eks } },
    tags: tags.request,
  },
  answer,
);

const nova = {
  instanceGroupName: 'nova',
  instanceType: 'ml.p5.48xlarge',
  instanceCount: 1,
  executionRole: role,
  instanceStorageConfigs: [],
  overrideVpcConfig: { securityGroupIds: ['sg-2'], subnets: ['subnet-2'] },
};
/** A group that is there is named without what stays as it is. */
const scaled = { instanceGroupName: 'workers', instanceCount: 8, executionRole: role };

test('a cluster whose groups are scaled and added to', () =>
  expectTwins(cluster, {
    records: [
      created,
      call('UpdateCluster', { clusterName: 'llm', nodeProvisioningMode: 'Continuous', clusterRole: role }, answer),
      call('UpdateCluster', { clusterName: clusterArn, instanceGroups: [scaled], restrictedInstanceGroups: [nova] }),
    ],
    output: {
      ClusterArn: clusterArn,
      ClusterName: 'llm',
      ClusterStatus: 'InService',
      ClusterRole: role,
      NodeProvisioningMode: 'Continuous',
      Orchestrator: { Eks: { ClusterArn: eks } },
      InstanceGroups: [
        {
          InstanceGroupName: 'workers',
          InstanceType: 'ml.p5.48xlarge',
          CurrentCount: 4,
          TargetCount: 8,
          ExecutionRole: role,
          InstanceStorageConfigs: [
            { EbsVolumeConfig: { RootVolume: true, VolumeKmsKeyId: key } },
            { EbsVolumeConfig: { RootVolume: false, VolumeSizeInGB: 500 } },
          ],
        },
        { InstanceGroupName: 'login', CurrentCount: 1, TargetCount: 1, ExecutionRole: `${role}-login` },
      ],
      RestrictedInstanceGroups: [
        {
          InstanceGroupName: 'nova',
          InstanceType: 'ml.p5.48xlarge',
          ExecutionRole: role,
          OverrideVpcConfig: { SecurityGroupIds: ['sg-2'], Subnets: ['subnet-2'] },
        },
      ],
      VpcConfig: vpc.output,
      Tags: tags.output,
    },
  }));

const stateAfter = (...records: Parameters<typeof statedBy>[1]) =>
  statedBy(cluster, records).state as StateOf<typeof cluster>;
const added = call(
  'UpdateCluster',
  { clusterName: 'llm', instanceGroups: [{ ...login, instanceGroupName: 'new' }] },
  answer,
);

test('a group that came later and named no volumes has none with a key of its own', () => {
  const { groups, volumes, networks } = stateAfter(created, added);
  expect(groups.entries['new']).toEqual({ executionRole: `${role}-login`, restricted: false });
  expect(ofGroup(volumes, 'new')).toBeNull();
  expect(ofGroup(volumes, 'workers')).toEqual({ root: key, additional: [null] });
  expect(ofGroup(networks, 'workers')).toBeNull();
});

test('of a cluster that was only seen to change, what its groups have of their own is not known', () => {
  const { groups, volumes } = stateAfter(added);
  expect(groups).toMatchObject({ complete: false });
  expect(ofGroup(volumes, 'new')).toBeUndefined();
  expect(ofGroup(volumes, 'constructor')).toBeUndefined();
});

test('a group that was taken away and comes again has nothing of what it had', () => {
  const removed = call('UpdateCluster', { clusterName: 'llm', instanceGroupsToDelete: ['workers'] }, answer);
  expect(stateAfter(created, removed).groups.entries['workers']).toBeNull();
  const again = call('UpdateCluster', { clusterName: 'llm', instanceGroups: [scaled] }, answer);
  const { groups, volumes } = stateAfter(created, removed, again);
  expect(groups.entries['workers']).toEqual({ executionRole: role, restricted: false });
  expect(ofGroup(volumes, 'workers')).toBeNull();
});

test('masked groups are not known, and not none', () => {
  const { state } = statedBy(cluster, [
    call('CreateCluster', { clusterName: 'llm', instanceGroups: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, answer),
  ]);
  expect(state).not.toHaveProperty('groups');
  expect(state).not.toHaveProperty('volumes');
});

test('a cluster that is named by nothing but its name is not taken for another', () => {
  expect(statedBy(cluster, [call('UpdateCluster', { clusterName: 'llm' })]).arn).toMatch(/^unidentified\//);
});

test('a cluster refers to all roles and keys it hands out, each once', () => {
  const catalogue = catalogueOf(resourceTypes, [], defaultConfiguration);
  const { resource, state } = statedBy(cluster, [
    created,
    call('UpdateCluster', { clusterName: 'llm', clusterRole: role, restrictedInstanceGroups: [nova] }, answer),
  ]);
  expect(referencesOf(catalogue, resource, state).map(({ role: as, resource: to }) => [as, to.arn])).toEqual([
    ['roles', role],
    ['roles', `${role}-login`],
    ['volumeKeys', key],
    ['subnets', 'subnet-1'],
    ['subnets', 'subnet-2'],
    ['securityGroups', 'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1'],
    ['securityGroups', 'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-2'],
  ]);
});

test('an output that only names a cluster does not describe it', () =>
  expect(cluster.described?.nameOf({ ClusterSchedulerConfigArn: 'x', ClusterArn: clusterArn })).toBeUndefined());

test.each([
  ['InService', 'final'],
  ['Creating', 'pending'],
  ['RollingBack', 'pending'],
  ['SystemUpdating', 'pending'],
  ['Failed', 'failed'],
  ['Deleting', 'pending'],
  ['Deleted', 'absent'],
])('a cluster that is %s: %s', (ClusterStatus, outcome) =>
  expect(cluster.stateChange?.outcomeOf({ ClusterArn: clusterArn, ClusterStatus })).toBe(outcome),
);
