import * as z from 'zod';
import { knownMap, presentEntries, tagMap } from '../../core/known-map.ts';
import { defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sagemakerArn } from './arn.ts';
import { clusterGroup, groupNetwork, groupsStated, groupsUpdated, groupVolumes } from './cluster-groups.ts';
import { named, reach, texts } from './members.ts';
import { taggingOf } from './tags.ts';

/** Its ARN holds an id that answers tell, and a request only where it names the cluster by ARN. */
const identified = ({ clusterName }: Members, { responseElements }: TrailRecord): string | undefined => {
  const name = textOf(clusterName);
  return textOf(within(responseElements, 'clusterArn')) ?? (name?.startsWith('arn:') ? name : undefined);
};

const ofCluster = (members: Members): Members => ({
  clusterRole: reach(members, 'clusterRole'),
  nodeProvisioningMode: reach(members, 'nodeProvisioningMode'),
});

const stated = (members: Members): Members => ({
  ...ofCluster(members),
  ...groupsStated(members),
  eksClusterArn: reach(members, 'orchestrator', 'eks', 'clusterArn'),
  subnets: reach(members, 'vpcConfig', 'subnets'),
  securityGroupIds: reach(members, 'vpcConfig', 'securityGroupIds'),
  tags: reach(members, 'tags'),
});

/** A HyperPod cluster: groups of instances that stay, for training and hosting of large models. */
export const cluster = defineResourceType({
  name: 'sagemaker/cluster',
  cloudFormationType: 'AWS::SageMaker::Cluster',
  state: z.object({
    /** By which the cluster adds and removes nodes itself. */
    clusterRole: unset(z.string()),
    /** `Continuous`, or null. */
    nodeProvisioningMode: unset(z.string()),
    /** Null: Slurm, and no EKS, hands out its work. */
    eksClusterArn: unset(z.string()),
    subnets: texts(),
    securityGroupIds: texts(),
    /** By name; so are volumes and networks, of which a group without an entry has none of its own (`ofGroup`). */
    groups: knownMap(clusterGroup),
    volumes: knownMap(groupVolumes),
    networks: knownMap(groupNetwork),
    tags: tagMap(),
  }),
  nameOf: identified,
  arnOf: sagemakerArn('cluster'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateCluster: { effect: 'create', asynchronous: true, state: stated },
    UpdateCluster: {
      effect: 'update',
      asynchronous: true,
      state: (request) => ({ ...named(ofCluster(request)), ...groupsUpdated(request) }),
    },
    DeleteCluster: { effect: 'delete', asynchronous: true },
    ...taggingOf('cluster'),
  },
  described: {
    by: ['sagemaker:DescribeCluster', 'sagemaker:ListTags'],
    // What schedules the work of a cluster names it by the same member.
    nameOf: (output) => (textOf(output['ClusterStatus']) ? textOf(output['ClusterArn']) : undefined),
    state: stated,
    isFinal: (output) => ['InService', 'Failed'].includes(String(output['ClusterStatus'])),
  },
  stateChange: {
    detailType: 'SageMaker HyperPod Cluster State Change',
    nameOf: (detail) => textOf(detail['ClusterArn']),
    outcomeOf: ({ ClusterStatus: status }) => {
      if (status === 'InService') return 'final';
      if (status === 'Failed') return 'failed';
      return status === 'Deleted' ? 'absent' : 'pending';
    },
    // An event lists groups, too, but AWS documents no more of their volumes than that there are some.
    state: () => ({}),
  },
  references: {
    roles: ({ clusterRole, groups }) =>
      refer(
        'iam/role',
        ...new Set([clusterRole, ...presentEntries(groups).map(([, { executionRole }]) => executionRole)]),
      ),
    volumeKeys: ({ volumes }) =>
      referToKey(...new Set(presentEntries(volumes).flatMap(([, { root, additional }]) => [root, ...additional]))),
    subnets: ({ subnets, networks }) =>
      refer('ec2/subnet', ...(subnets ?? []), ...presentEntries(networks).flatMap(([, network]) => network.subnets)),
    securityGroups: ({ securityGroupIds, networks }) =>
      refer(
        'ec2/security-group',
        ...(securityGroupIds ?? []),
        ...presentEntries(networks).flatMap(([, network]) => network.securityGroupIds),
      ),
  },
});
