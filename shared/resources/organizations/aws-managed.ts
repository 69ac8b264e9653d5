import { fullAccess } from './target.ts';

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** The policies of AWS's own that are attached where a type is enabled; no record tells of their making. [Organizations] */
export const awsManagedPolicies: ReadonlyMap<string, { policyType: string; content?: string }> = new Map([
  [fullAccess, { policyType: 'SERVICE_CONTROL_POLICY', content: JSON.stringify(everything) }],
  ['p-RCPFullAWSAccess', { policyType: 'RESOURCE_CONTROL_POLICY' }],
]);
