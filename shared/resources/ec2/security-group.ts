import * as z from 'zod';
import { completeMap, knownMap, tagEntries, tagMap } from '../../core/known-map.ts';
import { defineResourceType } from '../../core/resource-type.ts';
import { isMembers, membersOf, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { authorized, describedIngress, modified, revoked } from './ingress.ts';
import { taggingOf } from './tags.ts';

const ruleSets = ['securityGroupRuleSet', 'revokedSecurityGroupRuleSet'] as const;

/** The group's id; where a call names it by its name alone, the response may tell. */
const idIn = (request: Members, { responseElements }: TrailRecord): string | undefined =>
  textOf(request['groupId']) ??
  textOf(within(request, 'ModifySecurityGroupRulesRequest', 'GroupId')) ??
  textOf(responseElements?.['groupId']) ??
  ruleSets
    .flatMap((name) => within(responseElements, name, 'items') ?? [])
    .map((item) => textOf(within(item, 'groupId')))
    .find((id) => id !== undefined);

const onlyGroup = (output: Members): Members => {
  const { SecurityGroups } = output;
  return Array.isArray(SecurityGroups) && SecurityGroups.length === 1 ? membersOf(SecurityGroups[0]) : {};
};

export const securityGroup = defineResourceType({
  name: 'ec2/security-group',
  cloudFormationType: 'AWS::EC2::SecurityGroup',
  state: z.object({
    /** Rules by what they say; what stands beside them is told where they are read (`presentRules`). */
    ingress: knownMap(),
    tags: tagMap(),
  }),
  nameOf: idIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:ec2:${region}:${account}:security-group/${name}`,
  eventSource: 'ec2.amazonaws.com',
  events: {
    CreateSecurityGroup: {
      effect: 'create',
      state: ({ tagSpecificationSet }) => ({
        ingress: completeMap({}),
        tags: completeMap(
          tagEntries(
            [within(tagSpecificationSet, 'items')]
              .flat()
              .filter(isMembers)
              .flatMap(({ tags }) => tags),
          ),
        ),
      }),
    },
    AuthorizeSecurityGroupIngress: {
      effect: 'update',
      state: (request, { responseElements }) => ({ '+ingress': authorized(request, responseElements) }),
    },
    RevokeSecurityGroupIngress: {
      effect: 'update',
      state: (request, { responseElements }) => ({ '+ingress': revoked(request, responseElements) }),
    },
    ModifySecurityGroupRules: { effect: 'update', state: (request) => ({ '+ingress': modified(request) }) },
    DeleteSecurityGroup: 'delete',
    ...taggingOf('sg-'),
  },
  described: {
    by: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroupRules'],
    // Of one group asked for by its id; a list of many is none of them.
    nameOf: (output) => textOf(onlyGroup(output)['SecurityGroupArn']) ?? textOf(onlyGroup(output)['GroupId']),
    state: (output) => ({
      ingress: describedIngress(onlyGroup(output), output['SecurityGroupRules']),
      tags: onlyGroup(output)['Tags'] ?? [],
    }),
  },
});
