import { GetEventSelectorsCommand, GetTrailCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRuleCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import {
  DescribePolicyCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import type { ResourceRef } from '../../../core/resource-ref.ts';
import { allPages, lastPart, plain, type Operation, type Operations } from './operation.ts';

const ofTrail = (command: (arn: string) => object): Operation => ({
  client: 'cloudtrail',
  ask: async (cloudtrail, { resource: { arn } }) => plain(await cloudtrail.send(command(arn))),
});

/** A rule of the default bus has its name alone in its ARN, one of another bus that bus's name before it. */
const ruleOf = ({ name }: ResourceRef): { Name: string; EventBusName?: string } => {
  const slash = name.lastIndexOf('/');
  return slash < 0 ? { Name: name } : { Name: name.slice(slash + 1), EventBusName: name.slice(0, slash) };
};

/** How what watches an account tells of itself: trails, EventBridge rules, policies of the organization. */
export const auditOperations: Operations = {
  'cloudtrail:GetTrail': ofTrail((Name) => new GetTrailCommand({ Name })),
  'cloudtrail:GetTrailStatus': ofTrail((Name) => new GetTrailStatusCommand({ Name })),
  'cloudtrail:GetEventSelectors': ofTrail((TrailName) => new GetEventSelectorsCommand({ TrailName })),
  'events:DescribeRule': {
    client: 'events',
    ask: async (events, { resource }) => plain(await events.send(new DescribeRuleCommand(ruleOf(resource)))),
  },
  'events:ListTargetsByRule': {
    client: 'events',
    ask: async (events, { resource }) => {
      const { Name, EventBusName } = ruleOf(resource);
      return {
        Targets: await allPages(
          (NextToken) => events.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName, NextToken })),
          { items: 'Targets' },
        ),
      };
    },
  },
  'organizations:DescribePolicy': {
    client: 'organizations',
    ask: async (organizations, { resource: { arn } }) =>
      plain(await organizations.send(new DescribePolicyCommand({ PolicyId: lastPart(arn) }))),
  },
  'organizations:ListPoliciesForTarget': {
    client: 'organizations',
    // Its output does not name what it is about.
    ask: async (organizations, { resource: { arn } }) => ({
      TargetId: lastPart(arn),
      Policies: await allPages(
        (NextToken) =>
          organizations.send(
            new ListPoliciesForTargetCommand({ TargetId: lastPart(arn), Filter: 'SERVICE_CONTROL_POLICY', NextToken }),
          ),
        { items: 'Policies' },
      ),
    }),
  },
  'organizations:ListParents': {
    client: 'organizations',
    // A root has no parent, and AWS takes none for a child.
    ask: async (organizations, { resource: { arn } }) =>
      lastPart(arn).startsWith('r-')
        ? { Parents: [] }
        : plain(await organizations.send(new ListParentsCommand({ ChildId: lastPart(arn) }))),
  },
  'organizations:ListRoots': {
    client: 'organizations',
    ask: async (organizations) => plain(await organizations.send(new ListRootsCommand({}))),
  },
};
