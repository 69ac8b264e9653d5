import * as z from 'zod';
import { defineResourceType, sometimes, unset } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';

const summaryOf = ({ responseElements }: TrailRecord, member: string): string | undefined =>
  textOf(within(responseElements, 'policy', 'policySummary', member));

const stated = ({ content }: Members, record: TrailRecord): Members => ({
  content: policyText(content) ?? undefined,
  policyType: summaryOf(record, 'type'),
});

const factsIn = ({ targetId, policyType, rootId }: Members): Members => ({ targetId: targetId ?? rootId, policyType });

/**
 * A policy of an organization: a service control policy, a resource control policy, or one of a dozen other types. Calls
 * name it by its id; its ARN also holds the management account, the organization and the type, which they do not tell (a
 * delegated administrator calls from an account of its own), so ours does without.
 */
export const organizationsPolicy = defineResourceType({
  name: 'organizations/policy',
  cloudFormationType: 'AWS::Organizations::Policy',
  state: z.object({
    /** `SERVICE_CONTROL_POLICY`, `TAG_POLICY` … */
    policyType: sometimes(z.string()),
    content: sometimes(z.string()),
  }),
  facts: z.object({
    /** The root, unit or account that it was detached from, or where its type was disabled. */
    targetId: unset(z.string()),
    policyType: unset(z.string()),
  }),
  nameOf: ({ policyId, rootId }) => textOf(policyId) ?? textOf(rootId),
  arnOf: (name, { partition, account }) =>
    name.startsWith('r-')
      ? // Every policy of a type, which is not the root itself.
        `arn:${partition}:organizations::${account}:root/${name}`
      : `arn:${partition}:organizations:::policy/${name}`,
  canonical: (arn) => arn.replace(/^(arn:[^:]*:organizations:):[^:]*:policy\/(?:.*\/)?(p-[^/]+)$/, '$1::policy/$2'),
  eventSource: 'organizations.amazonaws.com',
  events: {
    CreatePolicy: {
      effect: 'create',
      of: (_, record) => summaryOf(record, 'arn') ?? summaryOf(record, 'id'),
      state: (request, record) => ({ ...stated(request, record), policyType: request['type'] }),
    },
    UpdatePolicy: { effect: 'update', state: stated, facts: factsIn },
    DeletePolicy: { effect: 'delete', facts: factsIn },
    AttachPolicy: { effect: 'act', facts: factsIn },
    DetachPolicy: { effect: 'act', facts: factsIn },
    DisablePolicyType: { effect: 'act', facts: factsIn },
  },
  described: {
    by: ['organizations:DescribePolicy'],
    nameOf: (output) => textOf(within(output, 'Policy', 'PolicySummary', 'Arn')),
    state: (output) => ({
      policyType: within(output, 'Policy', 'PolicySummary', 'Type'),
      content: policyText(within(output, 'Policy', 'Content')) ?? undefined,
    }),
  },
});
