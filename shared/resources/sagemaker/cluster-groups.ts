import * as z from 'zod';
import { completeMap, type KnownMap } from '../../core/known-map.ts';
import { isMembers, textOf, type Members } from '../../core/trail-record.ts';
import { listed, reach, unstated } from './members.ts';

/** What every group of a cluster's instances has. */
export const clusterGroup = z.object({
  /** Null: not told. */
  executionRole: z.string().nullable(),
  /** For models of Amazon's own, in an environment that Amazon keeps. */
  restricted: z.boolean(),
});

/** The keys that encrypt the volumes of a group's instances; null: one that AWS owns. */
export const groupVolumes = z.object({
  root: z.string().nullable(),
  /** Of the volumes that were asked for beside the root volume, one each. */
  additional: z.array(z.string().nullable()),
});

/** The network of a group, where it is not the cluster's. */
export const groupNetwork = z.object({ subnets: z.array(z.string()), securityGroupIds: z.array(z.string()) });

type GroupVolumes = z.output<typeof groupVolumes>;
type GroupNetwork = z.output<typeof groupNetwork>;

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((text) => textOf(text) ?? []) : []);

const volumesOf = (configs: unknown): GroupVolumes => {
  const volumes = listed(configs).flatMap((config) => {
    const volume = reach(config, 'ebsVolumeConfig');
    return isMembers(volume) ? [volume] : [];
  });
  const keyOf = (volume: Members | undefined) => textOf(reach(volume, 'volumeKmsKeyId')) ?? null;
  const isRoot = (volume: Members) => reach(volume, 'rootVolume') === true;
  return {
    root: keyOf(volumes.find(isRoot)),
    additional: volumes.filter((volume) => !isRoot(volume)).map(keyOf),
  };
};

const networkOf = (config: unknown): GroupNetwork => ({
  subnets: textsIn(reach(config, 'subnets')),
  securityGroupIds: textsIn(reach(config, 'securityGroupIds')),
});

const lists = ['instanceGroups', 'restrictedInstanceGroups'] as const;

const isMasked = (value: unknown): boolean => value !== undefined && value !== null && !Array.isArray(value);

const groupsIn = (members: Members) =>
  lists.flatMap((list) =>
    listed(reach(members, list)).flatMap((group) => {
      const name = textOf(reach(group, 'instanceGroupName'));
      return name === undefined ? [] : [{ name, group, restricted: list === 'restrictedInstanceGroups' }];
    }),
  );

const entriesOf = (members: Members) => {
  const groups = groupsIn(members);
  const told = <Value>(member: string, read: (value: unknown) => Value): Record<string, Value> =>
    Object.fromEntries(
      groups.flatMap(({ name, group }) => {
        const value = reach(group, member);
        const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
        return isEmpty ? [] : [[name, read(value)]];
      }),
    );
  return {
    groups: Object.fromEntries(
      groups.map(({ name, group, restricted }) => [
        name,
        { executionRole: textOf(reach(group, 'executionRole')) ?? null, restricted },
      ]),
    ),
    volumes: told('instanceStorageConfigs', volumesOf),
    networks: told('overrideVpcConfig', networkOf),
  };
};

/** All groups, as a creation or a Describe output states them. */
export const groupsStated = (members: Members): Members => {
  if (lists.some((list) => isMasked(reach(members, list)))) return unstated('groups', 'volumes', 'networks');
  const { groups, volumes, networks } = entriesOf(members);
  return { groups: completeMap(groups), volumes: completeMap(volumes), networks: completeMap(networks) };
};

/**
 * The groups that an update adds, changes and takes away. Of a group that is there it leaves alone what it does not name:
 * requests of the developer guide repeat neither volumes nor network ("Updating SageMaker HyperPod cluster configuration").
 */
export const groupsUpdated = (members: Members): Members => {
  const { groups, volumes, networks } = entriesOf(members);
  const gone = Object.fromEntries(textsIn(members['instanceGroupsToDelete']).map((name) => [name, null]));
  return {
    '+groups': { ...gone, ...groups },
    '+volumes': { ...gone, ...volumes },
    '+networks': { ...gone, ...networks },
  };
};

/**
 * What a group has of its own; null: nothing, undefined: nobody told. Where everything was told once, a group that has
 * no entry came later, and has named nothing since.
 */
export const ofGroup = <Value>({ complete, entries }: KnownMap<Value>, group: string): Value | null | undefined => {
  const entry = Object.hasOwn(entries, group) ? entries[group] : undefined;
  return entry === undefined && complete ? null : entry;
};
