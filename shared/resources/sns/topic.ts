import * as z from 'zod';
import { knownMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { membersOf, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { permissionAdded } from '../added-permission.ts';
import { noPermission, permissionsIn, policiesOf } from '../events/permissions.ts';
import { isOwn, member, ofOwn } from '../own-stack.ts';

const nameIn = ({ topicArn, name }: Members, { responseElements }: TrailRecord): string | undefined =>
  textOf(topicArn) ?? textOf(within(responseElements, 'topicArn')) ?? textOf(name);

/** A subscription's ARN is its topic's and an id. People unsubscribe as they like, but from what tells of our own troubles. */
const operationsOf = ({ subscriptionArn }: Members): string | undefined =>
  /^(arn:.*-operations):[^:]+$/.exec(textOf(subscriptionArn) ?? '')?.[1];

/** A topic of Sagewatch's own, and who may publish to it or read along. */
export const topic = defineResourceType({
  name: 'sns/topic',
  cloudFormationType: 'AWS::SNS::Topic',
  state: z.object({
    /** The statements of its policy by what they say (`policiesOf`). */
    permissions: knownMap().optional(),
    /** Follows from them: the policy as far as it is known; null: it has none. */
    policy: sometimes(z.string().nullable()),
    policyIsWhole: sometimes(z.boolean()),
    formerPolicy: sometimes(z.string().nullable()),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:sns:${region}:${account}:${name}`,
  eventSource: 'sns.amazonaws.com',
  events: ofOwn(nameIn, {
    // Without a policy SNS writes one that lets in the account alone; what it says is not told.
    CreateTopic: {
      effect: 'create',
      mayExist: true,
      state: ({ attributes }) => {
        const policy = member(attributes, 'Policy');
        return policy === undefined ? {} : { permissions: permissionsIn(policy) };
      },
    },
    SetTopicAttributes: {
      effect: 'update',
      state: ({ attributeName, attributeValue }) =>
        attributeName === 'Policy' ? { permissions: permissionsIn(attributeValue) } : {},
    },
    AddPermission: {
      effect: 'update',
      state: (request, record) => ({
        '+permissions': permissionAdded(request, record, { actions: 'ActionName', resource: nameIn(request, record) }),
      }),
    },
    RemovePermission: {
      effect: 'update',
      state: ({ label }) => ({ '+permissions': noPermission(textOf(label) ?? '') }),
    },
    Unsubscribe: { effect: 'act', of: operationsOf },
    DeleteTopic: { effect: 'delete' },
  }),
  described: {
    by: ['sns:GetTopicAttributes'],
    nameOf: (output) => {
      const arn = textOf(within(output, 'Attributes', 'TopicArn'));
      return isOwn(arn) ? arn : undefined;
    },
    // All of them were told: what is not there is not set.
    state: ({ Attributes }) => ({ permissions: permissionsIn(membersOf(Attributes)['Policy']) }),
  },
  derived: ({ permissions }) =>
    permissions === undefined ? {} : { ...policiesOf(permissions), policyIsWhole: permissions.complete },
});
