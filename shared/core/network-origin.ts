import { BlockList, isIP } from 'node:net';
import type { Call } from './change.ts';
import type { Configuration } from './configuration.ts';

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

type Origin = Pick<Call, 'address' | 'vpcEndpointId'>;
type Told = Pick<Configuration, 'networks' | 'vpcEndpoints'>;

/**
 * Whether a call came from the organisation's networks; undefined: nobody told what they are, or an AWS service called on
 * somebody's behalf and there is no address to judge.
 */
export const isKnownOrigin = (
  { address, vpcEndpointId }: Origin,
  { networks, vpcEndpoints }: Told,
): boolean | undefined => {
  if (networks.length === 0 && vpcEndpoints.length === 0) return;
  const family = isIP(address ?? '');
  if (address && family !== 0 && blocksOf(networks).check(address, family === 4 ? 'ipv4' : 'ipv6')) return true;
  if (vpcEndpointId) return vpcEndpoints.length === 0 || vpcEndpoints.includes(vpcEndpointId);
  return address && family !== 0 ? false : undefined;
};

/** From where a call came that came from outside the organisation's networks; undefined: from inside, or that is not known. */
export const outsideOrigin = (origin: Origin, told: Told): string | undefined => {
  if (isKnownOrigin(origin, told) !== false) return;
  return origin.vpcEndpointId ? `VPC endpoint ${origin.vpcEndpointId}` : `address ${origin.address}`;
};
