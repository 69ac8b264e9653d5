import {
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
} from '@aws-sdk/client-ec2';
import { allPages, plain, type Operations } from './operation.ts';

/** How EC2 tells of its resources. */
export const ec2Operations: Operations = {
  'ec2:DescribeVpcEndpoints': {
    client: 'ec2',
    ask: async (ec2, { resource: { name } }) =>
      plain(await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [name] }))),
  },
  'ec2:DescribeSecurityGroups': {
    client: 'ec2',
    ask: async (ec2, { resource: { name } }) =>
      plain(await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [name] }))),
  },
  'ec2:DescribeSecurityGroupRules': {
    client: 'ec2',
    ask: async (ec2, { resource: { name } }) => ({
      SecurityGroupRules: await allPages(
        (NextToken) =>
          ec2.send(
            new DescribeSecurityGroupRulesCommand({
              Filters: [{ Name: 'group-id', Values: [name] }],
              NextToken,
            }),
          ),
        { items: 'SecurityGroupRules' },
      ),
    }),
  },
};
