import * as z from 'zod';
import { knownMap } from '../../core/known-map.ts';
import { partitionOf } from '../../core/resource-ref.ts';
import { defineResourceType, sometimes, type Reading } from '../../core/resource-type.ts';
import { membersOf, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { parsedText } from '../../iam/index.ts';
import { permissionAdded } from '../added-permission.ts';
import { noPermission, permissionsIn, policiesOf } from '../events/permissions.ts';
import { sourceIn, takerIn } from '../lambda/function.ts';
import { isOwn, member, ofOwn, stated, touched } from '../own-stack.ts';

/** The account and the name stand at the end of a queue's URL, whatever its host. */
const nameInUrl = (url: string | undefined, { awsRegion }: TrailRecord): string | undefined => {
  const [, account, name] = /\/(\d{12})\/([\w.-]+)$/.exec(url ?? '') ?? [];
  return name === undefined ? undefined : `arn:${partitionOf(awsRegion)}:sqs:${awsRegion}:${account}:${name}`;
};

const nameIn = (request: Members, record: TrailRecord): string | undefined =>
  nameInUrl(textOf(within(record.responseElements, 'queueUrl')) ?? textOf(request['queueUrl']), record) ??
  textOf(request['queueName']);

/** Where messages go that nobody can deal with; null: nowhere. RedrivePolicy is JSON, as a text or read already. */
const deadLettersIn = (redrive: unknown): string | null => {
  const text = textOf(redrive);
  const read = text === undefined ? undefined : parsedText(text);
  const members = read === undefined ? redrive : 'value' in read ? read.value : undefined;
  return textOf(membersOf(members)['deadLetterTargetArn']) ?? null;
};

/** Attributes keep their names; an empty text takes one away. [seen: SetQueueAttributes] */
const attributesIn = (attributes: unknown): Members => {
  const policy = member(attributes, 'Policy');
  const redrive = member(attributes, 'RedrivePolicy');
  return stated({
    permissions: policy === undefined ? undefined : permissionsIn(policy),
    deadLetters: redrive === undefined ? undefined : deadLettersIn(redrive),
  });
};

/** A function that is none of ours takes its messages. */
const handedOver: Reading = {
  ...touched,
  of: sourceIn,
  concerns: (request, record) =>
    (sourceIn(request, record) ?? '').includes(':sqs:') && !isOwn(takerIn(request, record)),
};

/** A queue of Sagewatch's own: who may put messages in, and where those go that nobody can deal with. */
export const queue = defineResourceType({
  name: 'sqs/queue',
  cloudFormationType: 'AWS::SQS::Queue',
  state: z.object({
    /** The statements of its policy by what they say (`policiesOf`). */
    permissions: knownMap().optional(),
    /** Follows from them: the policy as far as it is known; null: it has none. */
    policy: sometimes(z.string().nullable()),
    policyIsWhole: sometimes(z.boolean()),
    formerPolicy: sometimes(z.string().nullable()),
    /** The ARN of the queue that takes what could not be dealt with; null: none does. */
    deadLetters: sometimes(z.string().nullable()),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:sqs:${region}:${account}:${name}`,
  eventSource: 'sqs.amazonaws.com',
  events: ofOwn(nameIn, {
    CreateQueue: {
      effect: 'create',
      mayExist: true,
      state: ({ attributes }) => ({
        permissions: permissionsIn(undefined),
        deadLetters: null,
        ...attributesIn(attributes),
      }),
    },
    SetQueueAttributes: { effect: 'update', state: ({ attributes }) => attributesIn(attributes) },
    AddPermission: {
      effect: 'update',
      state: (request, record) => ({
        '+permissions': permissionAdded(request, record, { actions: 'actions', resource: nameIn(request, record) }),
      }),
    },
    RemovePermission: {
      effect: 'update',
      state: ({ label }) => ({ '+permissions': noPermission(textOf(label) ?? '') }),
    },
    PurgeQueue: touched,
    DeleteQueue: { effect: 'delete' },
    'lambda.amazonaws.com:CreateEventSourceMapping20150331': handedOver,
    'lambda.amazonaws.com:UpdateEventSourceMapping20150331': handedOver,
  }),
  derived: ({ permissions }) =>
    permissions === undefined ? {} : { ...policiesOf(permissions), policyIsWhole: permissions.complete },
  described: {
    by: ['sqs:GetQueueAttributes'],
    nameOf: (output) => {
      const arn = textOf(within(output, 'Attributes', 'QueueArn'));
      return isOwn(arn) ? arn : undefined;
    },
    // All of them were asked for: what is not there is not set.
    state: ({ Attributes }) => {
      const { Policy, RedrivePolicy } = membersOf(Attributes);
      return { permissions: permissionsIn(Policy), deadLetters: deadLettersIn(RedrivePolicy) };
    },
  },
});
