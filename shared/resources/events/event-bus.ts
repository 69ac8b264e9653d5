import * as z from 'zod';
import { completeMap, knownMap, tagMap } from '../../core/known-map.ts';
import { partitionOf, type Place } from '../../core/resource-ref.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { membersOf, textOf, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { addsTags, byArn, takesTags } from '../tagging.ts';
import { noPermission, permission, permissionsIn, policiesOf } from './permissions.ts';

/** Calls that name no bus are about the default one. */
const nameIn = ({ name, eventBusName }: Members): string => textOf(name) ?? textOf(eventBusName) ?? 'default';

const arnOf = (name: string, { partition, region, account }: Place): string =>
  `arn:${partition}:events:${region}:${account}:event-bus/${name}`;

/** What PutPermission adds where it names an action and a principal, as EventBridge writes it into the policy. */
const statementIn = (request: Members, { awsRegion, recipientAccountId, userIdentity }: TrailRecord): Members => {
  const { statementId, action, principal, condition } = request;
  const partition = partitionOf(awsRegion);
  const account = textOf(recipientAccountId) ?? textOf(membersOf(userIdentity)['accountId']) ?? 'unknown';
  const { type, key, value } = membersOf(condition);
  const [operator, name] = [textOf(type), textOf(key)];
  return {
    Sid: statementId,
    Effect: 'Allow',
    Principal: principal === '*' ? '*' : { AWS: `arn:${partition}:iam::${String(principal)}:root` },
    Action: action,
    Resource: arnOf(nameIn(request), { partition, region: awsRegion, account }),
    ...(operator && name && { Condition: { [operator]: { [name]: value } } }),
  };
};

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** A bus that carries events, and who of other accounts may put theirs on it or hang rules on it. */
export const eventBus = defineResourceType({
  name: 'events/event-bus',
  cloudFormationType: 'AWS::Events::EventBus',
  state: z.object({
    /** The statements of its policy by what they say (`policiesOf`). */
    permissions: knownMap().optional(),
    /** Follows from them: the policy as far as it is known; null: it has none. */
    policy: sometimes(z.string().nullable()),
    /** Whether that is all of it. */
    policyIsWhole: sometimes(z.boolean()),
    /** Statements that were in it, as a policy; null: we know of none. */
    formerPolicy: sometimes(z.string().nullable()),
    tags: tagMap(),
  }),
  nameOf: nameIn,
  arnOf,
  eventSource: 'events.amazonaws.com',
  events: {
    CreateEventBus: { effect: 'create', state: ({ tags }) => ({ permissions: completeMap({}), tags }) },
    // Nothing of what it changes is asked for; but a bus that was never heard of is heard of now.
    UpdateEventBus: { effect: 'update', state: () => ({}) },
    PutPermission: {
      effect: 'update',
      // A policy takes the place of what there is; a statement that of the one with its Sid, and the others stay.
      state: (request, record) =>
        isSet(request['policy'])
          ? { permissions: permissionsIn(request['policy']) }
          : { '+permissions': permission(statementIn(request, record)) },
    },
    RemovePermission: {
      effect: 'update',
      state: ({ statementId, removeAllPermissions }) =>
        removeAllPermissions === true || removeAllPermissions === 'true'
          ? { permissions: completeMap({}) }
          : { '+permissions': noPermission(textOf(statementId) ?? '') },
    },
    DeleteEventBus: 'delete',
    TagResource: { ...addsTags, ...byArn(':event-bus/') },
    UntagResource: { ...takesTags, ...byArn(':event-bus/') },
  },
  derived: ({ permissions }) =>
    permissions === undefined ? {} : { ...policiesOf(permissions), policyIsWhole: permissions.complete },
  described: {
    by: ['events:DescribeEventBus', 'events:ListTagsForResource'],
    nameOf: ({ Arn }) => (/:events:[^:]*:[^:]*:event-bus\//.test(textOf(Arn) ?? '') ? textOf(Arn) : undefined),
    state: ({ Policy, Tags }) => ({ permissions: permissionsIn(Policy), tags: Tags }),
  },
});
