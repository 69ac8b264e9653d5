import { DescribeSecurityGroupRulesCommand, DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { allPages, lastPart, plain, type Operations } from './operation.ts';

/** How EC2 tells of its resources. */
export const ec2Operations: Operations = {
  'ec2:DescribeSecurityGroups': {
    client: 'ec2',
    ask: async (ec2, { resource: { arn } }) =>
      plain(await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [lastPart(arn)] }))),
  },
  'ec2:DescribeSecurityGroupRules': {
    client: 'ec2',
    ask: async (ec2, { resource: { arn } }) => ({
      SecurityGroupRules: await allPages(
        (NextToken) =>
          ec2.send(
            new DescribeSecurityGroupRulesCommand({
              Filters: [{ Name: 'group-id', Values: [lastPart(arn)] }],
              NextToken,
            }),
          ),
        { items: 'SecurityGroupRules' },
      ),
    }),
  },
};
