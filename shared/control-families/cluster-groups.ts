import type { Context } from '../core/control.ts';
import { presentEntries, type KnownMap } from '../core/known-map.ts';
import type { StateOf } from '../core/resource-type.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import { ofGroup } from '../resources/sagemaker/cluster-groups.ts';
import type { cluster } from '../resources/sagemaker/cluster.ts';
import { keyVerdict } from './customer-managed-key.ts';
import { together } from './together.ts';

type State = StateOf<typeof cluster>;

/** One judgement of each group; where there may be groups that nobody told of, nothing passes for them. */
const groupByGroup = <Group>(
  groups: KnownMap<Group>,
  verdictOn: (name: string, group: Group) => readonly Verdict[],
): Verdict => {
  const present = presentEntries(groups);
  if (present.length === 0 && groups.complete) return notApplicable('the cluster has no groups of instances');
  const told = present.flatMap(([name, group]) => verdictOn(name, group));
  return together(groups.complete ? told : [...told, unknown('the other groups of the cluster')]);
};

/**
 * Who holds the keys of a cluster's volumes. Restricted groups take none of the customer's, and other groups only where
 * nodes are provisioned continuously, for which EKS has to hand out the work (developer guide, "Customer managed AWS KMS
 * key encryption for SageMaker HyperPod").
 */
export const clusterVolumeKeys = (
  {
    groups,
    volumes,
    nodeProvisioningMode,
    eksClusterArn,
  }: Pick<State, 'groups' | 'volumes' | 'nodeProvisioningMode' | 'eksClusterArn'>,
  context: Context,
): Verdict => {
  const takesKeys = nodeProvisioningMode === 'Continuous' || eksClusterArn !== null;
  const verdictOn = (key: string | null, what: string): Verdict => {
    if (key !== null) return keyVerdict(key, what, context, 'volumeKeys');
    return takesKeys
      ? fail(`${what} is encrypted with a key that AWS owns: no key of your own is named`)
      : notApplicable('only clusters that EKS orchestrates, and that provision nodes continuously, take a key');
  };
  return groupByGroup(groups, (name, { restricted }) => {
    if (restricted) return [notApplicable('restricted groups of instances take no key')];
    const own = ofGroup(volumes, name);
    if (own === undefined) return [unknown(`the volumes of the group ${name}`)];
    return [
      verdictOn(own?.root ?? null, `The root volume of the group ${name}`),
      ...(own?.additional ?? []).map((key) => verdictOn(key, `The additional volume of the group ${name}`)),
    ];
  });
};

/** Whether every group runs in a VPC of the customer's: the cluster's, or else its own. */
export const clusterNetwork = ({
  subnets,
  groups,
  networks,
}: Pick<State, 'subnets' | 'groups' | 'networks'>): Verdict => {
  if (subnets !== null) return pass;
  return groupByGroup(groups, (name) => {
    const own = ofGroup(networks, name);
    if (own === undefined) return [unknown(`the network of the group ${name}`)];
    if (own !== null && own.subnets.length > 0) return [pass];
    const where = "outside your VPCs, on SageMaker's own network";
    return [fail(`The group ${name} runs ${where}: neither it nor the cluster names a subnet`)];
  });
};
