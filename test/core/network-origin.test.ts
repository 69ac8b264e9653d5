import { expect, test } from 'vitest';
import { outsideOrigin } from '../../shared/core/network-origin.ts';

const networks = ['203.0.113.0/24', '2001:db8::/32', '198.51.100.9'];
const from = (address: string | undefined, vpcEndpointId?: string) => ({ address, vpcEndpointId });

test.each([
  ['nobody told', from('198.51.100.7'), [], []],
  ['in a block', from('203.0.113.200'), networks, []],
  ['in a block of IPv6', from('2001:db8:1::7'), networks, []],
  ['an address by itself', from('198.51.100.9'), networks, []],
  ['a private address through an endpoint, as endpoints were not told', from('10.0.0.7', 'vpce-9'), networks, []],
  ['a known endpoint', from('10.0.0.7', 'vpce-1'), networks, ['vpce-1']],
  ['a known address through a strange endpoint', from('203.0.113.7', 'vpce-9'), networks, ['vpce-1']],
  ['a service', from('sagemaker.amazonaws.com'), networks, ['vpce-1']],
  ['AWS itself', from('AWS Internal'), networks, []],
  ['no address', from(undefined), networks, []],
])('inside, or not to be told: %s', (_, call, blocks, vpcEndpoints) =>
  expect(outsideOrigin(call, { networks: blocks, vpcEndpoints })).toBeUndefined(),
);

test.each([
  ['another address', from('198.51.100.7'), networks, [], 'address 198.51.100.7'],
  ['another address of IPv6', from('2001:dead::7'), networks, [], 'address 2001:dead::7'],
  ['another endpoint', from('10.0.0.7', 'vpce-9'), [], ['vpce-1'], 'VPC endpoint vpce-9'],
  ['past the endpoints', from('198.51.100.7'), [], ['vpce-1'], 'address 198.51.100.7'],
])('outside: %s', (_, call, blocks, vpcEndpoints, origin) =>
  expect(outsideOrigin(call, { networks: blocks, vpcEndpoints })).toBe(origin),
);
