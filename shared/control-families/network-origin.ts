import { BlockList, isIP } from 'node:net';
import type { Call } from '../core/change.ts';
import type { Configuration } from '../core/configuration.ts';

const blockListOf = (networks: readonly string[]): BlockList => {
  const blocks = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address);
    if (family === 0) continue;
    blocks.addSubnet(address, Number(prefix ?? (family === 4 ? 32 : 128)), family === 4 ? 'ipv4' : 'ipv6');
  }
  return blocks;
};

const built = new WeakMap<readonly string[], BlockList>();

const blocksOf = (networks: readonly string[]): BlockList => {
  const blocks = built.get(networks) ?? blockListOf(networks);
  built.set(networks, blocks);
  return blocks;
};

/**
 * From where a call came that came from outside the organisation's networks; undefined: from inside, or nobody told what
 * they are, or an AWS service called on somebody's behalf and there is no address to judge.
 */
export const outsideOrigin = (
  { address, vpcEndpointId }: Pick<Call, 'address' | 'vpcEndpointId'>,
  { networks, vpcEndpoints }: Pick<Configuration, 'networks' | 'vpcEndpoints'>,
): string | undefined => {
  if (networks.length === 0 && vpcEndpoints.length === 0) return;
  const family = isIP(address ?? '');
  if (address && family !== 0 && blocksOf(networks).check(address, family === 4 ? 'ipv4' : 'ipv6')) return;
  if (vpcEndpointId) {
    return vpcEndpoints.length === 0 || vpcEndpoints.includes(vpcEndpointId)
      ? undefined
      : `VPC endpoint ${vpcEndpointId}`;
  }
  return address && family !== 0 ? `address ${address}` : undefined;
};
