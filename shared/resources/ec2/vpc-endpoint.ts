import * as z from 'zod';
import { completeMap, tagEntries, tagMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { isMembers, membersOf, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { parsedText } from '../../iam/json-text.ts';
import { policyText } from '../../iam/policy-document.ts';
import { taggingOf } from './tags.ts';

/** Lists in a wrapped request: one element is an object, several are a list; a scalar sits in `content` beside its `tag`. */
const listed = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());

const scalar = (value: unknown): string | undefined => textOf(isMembers(value) ? value['content'] : value);

const truth = (value: unknown): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;

const isStar = (value: unknown): boolean => {
  const [only, ...others] = [isMembers(value) ? value['AWS'] : value].flat();
  return only === '*' && others.length === 0;
};

/** Whether it is the policy that EC2 gives where nobody says otherwise: everything to everybody. */
const isDefault = (text: string): boolean => {
  const parsed = parsedText(text);
  const [statement, ...others] = 'value' in parsed ? [membersOf(parsed.value)['Statement']].flat() : [];
  const { Effect, Action, Resource, Principal, ...more } = membersOf(statement);
  return (
    others.length === 0 &&
    Effect === 'Allow' &&
    [Action, Resource, Principal].every(isStar) &&
    Object.keys(more).length === 0
  );
};

/** JSON in one spelling; null: the policy that EC2 gives where nobody says otherwise. */
const policyIn = (document: unknown): string | null => {
  const text = policyText(document);
  return text === null || isDefault(text) ? null : text;
};

const created = (request: Members): Members => membersOf(request['CreateVpcEndpointRequest']);
const modified = (request: Members): Members => membersOf(request['ModifyVpcEndpointRequest']);

const madeIn = ({ responseElements }: TrailRecord): Members =>
  membersOf(within(responseElements, 'CreateVpcEndpointResponse', 'vpcEndpoint'));

/** The endpoints of a deletion but those that the response says could not be deleted. */
const deletedIn = (request: Members, { responseElements }: TrailRecord): readonly string[] | undefined => {
  const ids = listed(within(request, 'DeleteVpcEndpointsRequest', 'VpcEndpointId')).flatMap((id) => scalar(id) ?? []);
  const failed = new Set(
    listed(within(responseElements, 'DeleteVpcEndpointsResponse', 'unsuccessful', 'item')).map((item) =>
      textOf(within(item, 'resourceId')),
    ),
  );
  return ids.length === 0 ? undefined : ids.filter((id) => !failed.has(id));
};

const tagsIn = (specifications: unknown): Record<string, string> =>
  tagEntries(listed(specifications).flatMap((specification) => listed(within(specification, 'Tag'))));

/** Endpoints of resources and service networks lead to no service. */
const serviceIn = ({ ServiceName, ResourceConfigurationArn, ServiceNetworkArn }: Members): string | null | undefined =>
  textOf(ServiceName) ?? (textOf(ResourceConfigurationArn) || textOf(ServiceNetworkArn) ? null : undefined);

/** Of one endpoint asked for by its id; a list of many is none of them. */
const onlyEndpoint = ({ VpcEndpoints }: Members): Members =>
  Array.isArray(VpcEndpoints) && VpcEndpoints.length === 1 ? membersOf(VpcEndpoints[0]) : {};

/** The states that an endpoint stays in by itself. */
const lasting = /^(available|rejected|failed|expired|partial)$/i;

/** An endpoint of a VPC: how its traffic gets to a service without the internet, and what may pass. */
export const vpcEndpoint = defineResourceType({
  name: 'ec2/vpc-endpoint',
  cloudFormationType: 'AWS::EC2::VPCEndpoint',
  state: z.object({
    /** `com.amazonaws.eu-central-1.s3`; null: it leads to a resource or a service network. */
    serviceName: sometimes(z.string().nullable()),
    /** JSON; null: the default policy, which lets everybody do everything. */
    policyDocument: sometimes(z.string().nullable()),
    /** Null: it is no interface endpoint. */
    privateDnsEnabled: sometimes(z.boolean().nullable()),
    tags: tagMap(),
  }),
  nameOf: (request) => textOf(modified(request)['VpcEndpointId']),
  arnOf: (name, { partition, region, account }) => `arn:${partition}:ec2:${region}:${account}:vpc-endpoint/${name}`,
  eventSource: 'ec2.amazonaws.com',
  events: {
    CreateVpcEndpoint: {
      effect: 'create',
      // A call that is repeated with its token names the same endpoint again.
      mayExist: true,
      of: (_, record) => textOf(madeIn(record)['vpcEndpointId']),
      state: (request, record) => {
        const { VpcEndpointType, PolicyDocument, PrivateDnsEnabled, TagSpecification } = created(request);
        const isInterface = VpcEndpointType === 'Interface';
        return {
          serviceName: serviceIn(created(request)),
          policyDocument: policyIn(PolicyDocument),
          // What a call that leaves it out gets, only the response tells.
          privateDnsEnabled: isInterface
            ? (truth(madeIn(record)['privateDnsEnabled']) ?? truth(PrivateDnsEnabled))
            : null,
          tags: completeMap(tagsIn(TagSpecification)),
        };
      },
    },
    ModifyVpcEndpoint: {
      effect: 'update',
      state: (request) => {
        const { ResetPolicy, PolicyDocument, PrivateDnsEnabled } = modified(request);
        const states = PolicyDocument !== undefined && PolicyDocument !== '';
        return {
          policyDocument: truth(ResetPolicy) ? null : states ? policyIn(PolicyDocument) : undefined,
          privateDnsEnabled: truth(PrivateDnsEnabled),
        };
      },
    },
    DeleteVpcEndpoints: { effect: 'delete', of: deletedIn },
    ...taggingOf('vpce-'),
  },
  described: {
    by: ['ec2:DescribeVpcEndpoints'],
    nameOf: (output) => textOf(onlyEndpoint(output)['VpcEndpointId']),
    isFinal: (output) => lasting.test(textOf(onlyEndpoint(output)['State']) ?? ''),
    state: (output) => {
      const { VpcEndpointType, PolicyDocument, PrivateDnsEnabled, Tags } = onlyEndpoint(output);
      return {
        serviceName: serviceIn(onlyEndpoint(output)),
        policyDocument: policyIn(PolicyDocument),
        privateDnsEnabled: VpcEndpointType === 'Interface' ? PrivateDnsEnabled : null,
        tags: Tags ?? [],
      };
    },
  },
});
