import { expect, test } from 'vitest';
import { resourceTypes } from '../../../shared/catalogue.ts';
import { changesOf } from '../../../shared/cloudtrail/changes-of.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import { vpcEndpoint } from '../../../shared/resources/ec2/vpc-endpoint.ts';
import { record } from '../../fixtures/record.ts';
import { expectTwins, statedBy } from '../twins.ts';

const id = 'vpce-0a1b2c3d4e5f67890';
const call = (eventName: string, request: object, responseElements: object | null = null) => ({
  eventSource: 'ec2.amazonaws.com',
  eventName,
  requestParameters: { [`${eventName}Request`]: request },
  responseElements,
});
const made = (members: object = {}) => ({
  CreateVpcEndpointResponse: { xmlns: 'x', vpcEndpoint: { vpcEndpointId: id, state: 'pending', ...members } },
});
const gateway = call(
  'CreateVpcEndpoint',
  { VpcId: 'vpc-1', ServiceName: 'com.amazonaws.eu-central-1.s3', RouteTableId: { tag: 1, content: 'rtb-1' } },
  made(),
);
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    },
  ],
};
const modify = (request: object) => call('ModifyVpcEndpoint', { VpcEndpointId: id, ...request });
const endpoint = (members: object) => ({ VpcEndpoints: [{ VpcEndpointId: id, State: 'available', ...members }] });

test('a gateway with the policy that EC2 gives', () => {
  expectTwins(vpcEndpoint, {
    records: [gateway],
    output: endpoint({
      VpcEndpointType: 'Gateway',
      ServiceName: 'com.amazonaws.eu-central-1.s3',
      PolicyDocument:
        '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
      PrivateDnsEnabled: false,
      Tags: [],
    }),
  });
});

test('an interface with a policy, private DNS and tags', () => {
  const { requestParameters } = call('CreateVpcEndpoint', {
    VpcEndpointType: 'Interface',
    VpcId: 'vpc-1',
    ServiceName: 'com.amazonaws.eu-central-1.sagemaker.api',
    PolicyDocument: JSON.stringify(policy, null, 2),
    PrivateDnsEnabled: true,
    TagSpecification: {
      tag: 1,
      ResourceType: 'vpc-endpoint',
      Tag: [
        { tag: 1, Key: 'team', Value: 'ml' },
        { tag: 2, Key: 'pii', Value: true },
      ],
    },
  });
  const output = endpoint({
    VpcEndpointType: 'Interface',
    ServiceName: 'com.amazonaws.eu-central-1.sagemaker.api',
    PolicyDocument: JSON.stringify(policy),
    PrivateDnsEnabled: true,
    Tags: [
      { Key: 'team', Value: 'ml' },
      { Key: 'pii', Value: 'true' },
    ],
  });
  const created = { ...gateway, requestParameters, responseElements: made({ privateDnsEnabled: true }) };
  expectTwins(vpcEndpoint, { records: [created], output });
  expect(vpcEndpoint.described?.isFinal?.(output)).toBe(true);
  expect(vpcEndpoint.described?.isFinal?.(endpoint({ State: 'Pending' }))).toBe(false);
});

test('modified, and reset', () => {
  const stateAfter = (...records: ReturnType<typeof call>[]) => statedBy(vpcEndpoint, records).state;
  const confined = modify({ PolicyDocument: JSON.stringify(policy) });
  expect(stateAfter(gateway, confined)['policyDocument']).toBe(JSON.stringify(policy));
  expect(stateAfter(gateway, confined, modify({ ResetPolicy: true }))['policyDocument']).toBeNull();
  expect(stateAfter(gateway, confined, modify({ AddRouteTableId: { tag: 1, content: 'rtb-2' } }))).toMatchObject({
    policyDocument: JSON.stringify(policy),
  });
  expect(stateAfter(modify({ PrivateDnsEnabled: false }))).toEqual({ privateDnsEnabled: false });
});

test('what a new interface gets that leaves private DNS out, only the response tells', () => {
  const bare = (response: object) => ({
    ...call('CreateVpcEndpoint', { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-central-1.sts' }),
    responseElements: made(response),
  });
  expect(statedBy(vpcEndpoint, [bare({})]).state).not.toHaveProperty('privateDnsEnabled');
  expect(statedBy(vpcEndpoint, [bare({ privateDnsEnabled: false })]).state).toMatchObject({ privateDnsEnabled: false });
});

test('an endpoint of a resource leads to no service', () => {
  const lattice = call('CreateVpcEndpoint', { VpcEndpointType: 'Resource', ResourceConfigurationArn: 'arn:x' }, made());
  expect(statedBy(vpcEndpoint, [lattice]).state).toMatchObject({ serviceName: null });
  expect(statedBy(vpcEndpoint, [{ ...lattice, requestParameters: {} }]).state).not.toHaveProperty('serviceName');
});

const deleted = (VpcEndpointId: unknown, responseElements: object | null = null): (string | undefined)[] => {
  const classified = changesOf(
    record(call('DeleteVpcEndpoints', { VpcEndpointId }, responseElements)),
    catalogueOf(resourceTypes, [], defaultConfiguration),
  );
  return classified.class === 'evaluated' ? classified.changes.map(({ resource }) => resource.name) : [];
};

test('one deletion of several endpoints, but not of those that stay', () => {
  const two = [
    { tag: 1, content: id },
    { tag: 2, content: 'vpce-2' },
  ];
  expect(deleted({ tag: 1, content: id })).toEqual([id]);
  expect(deleted(two)).toEqual([id, 'vpce-2']);
  const unsuccessful = { item: { resourceId: 'vpce-2', error: { code: 'InvalidVpcEndpoint.NotFound' } } };
  expect(deleted(two, { DeleteVpcEndpointsResponse: { unsuccessful } })).toEqual([id]);
  expect(deleted(two, { DeleteVpcEndpointsResponse: { unsuccessful: '' } })).toEqual([id, 'vpce-2']);
  expect(deleted(undefined)).toEqual([expect.stringContaining('unidentified/')]);
});

test('tags of endpoints', () => {
  const tagged = {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'CreateTags',
    requestParameters: {
      resourcesSet: { items: [{ resourceId: 'sg-1' }, { resourceId: id }] },
      tagSet: { items: [{ key: 'team', value: 'ml' }] },
    },
  };
  expect(statedBy(vpcEndpoint, [tagged])).toMatchObject({
    resource: { name: id },
    state: { tags: { complete: false, entries: { team: 'ml' } } },
  });
});
