import * as z from 'zod';
import { completeMap, knownMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { isMembers, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { flag, isOwn, ofOwn, touched } from '../own-stack.ts';

/** Lambda takes names and whole or partial ARNs, with or without a version or an alias. [API reference, FunctionName] */
const functionName = /^(arn:[^:]+:lambda:[^:]+:\d{12}:function:)?(?:\d{12}:)?(?:function:)?([\w-]+)(:[\w$-]+)?$/;

const unqualified = (name: string | undefined): string | undefined => {
  const [, arn = '', own = name] = functionName.exec(name ?? '') ?? [];
  return own === undefined ? undefined : `${arn}${own}`;
};

/** The function that a call is about: of a source, the one that its messages are handed to from now on. */
const nameIn = (request: Members, { responseElements }: TrailRecord): string | undefined =>
  unqualified(textOf(within(responseElements, 'functionArn')) ?? textOf(request['functionName']));

/** Where the messages come from: the ARN of a queue or a stream. Updates and deletions name it in their answers alone. */
export const sourceIn = (request: Members, { responseElements }: TrailRecord): string | undefined =>
  textOf(within(responseElements, 'eventSourceArn')) ?? textOf(request['eventSourceArn']);

/** The function that a source is handed to, by its ARN or name. */
export const takerIn = nameIn;

const source = (request: Members, record: TrailRecord, enabled: boolean | undefined): Members => {
  const arn = sourceIn(request, record);
  return arn === undefined || enabled === undefined ? {} : { '+sources': { [arn]: enabled ? 'enabled' : 'disabled' } };
};

const isWhole = ({ functionName: name, qualifier }: Members): boolean =>
  textOf(qualifier) === undefined && functionName.exec(textOf(name) ?? '')?.[3] === undefined;

const sourcesIn = (mappings: unknown): Record<string, string> =>
  Object.fromEntries(
    (Array.isArray(mappings) ? mappings : [])
      .filter(isMembers)
      .filter(({ State }) => State !== 'Deleting')
      .map(({ EventSourceArn, State }) => [
        textOf(EventSourceArn) ?? '',
        (textOf(State) ?? '').startsWith('Disabl') ? 'disabled' : 'enabled',
      ]),
  );

/** A function of Sagewatch's own: whether it may run, and what wakes it. Event names as CloudTrail writes them, with a date. */
export const lambdaFunction = defineResourceType({
  name: 'lambda/function',
  cloudFormationType: 'AWS::Lambda::Function',
  state: z.object({
    /** How many runs are kept for it, and how many it may have at most; null: nobody reserved any. */
    reservedConcurrency: sometimes(z.number().nullable()),
    /** Whether what wakes it is `enabled` or `disabled`, by the ARN of the queue or stream. */
    sources: knownMap().optional(),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:lambda:${region}:${account}:function:${name}`,
  eventSource: 'lambda.amazonaws.com',
  events: ofOwn(nameIn, {
    CreateFunction20150331: {
      effect: 'create',
      state: () => ({ reservedConcurrency: null, sources: completeMap({}) }),
    },
    // With a version it takes away that version alone.
    DeleteFunction20150331: { effect: 'delete', concerns: isWhole },
    UpdateFunctionCode20150331v2: touched,
    UpdateFunctionConfiguration20150331v2: touched,
    AddPermission20150331v2: touched,
    RemovePermission20150331v2: touched,
    PutFunctionConcurrency20171031: {
      effect: 'update',
      state: ({ reservedConcurrentExecutions }) => ({ reservedConcurrency: reservedConcurrentExecutions }),
    },
    DeleteFunctionConcurrency20171031: { effect: 'update', state: () => ({ reservedConcurrency: null }) },
    CreateEventSourceMapping20150331: {
      effect: 'update',
      state: (request, record) => source(request, record, flag(request['enabled']) ?? true),
    },
    UpdateEventSourceMapping20150331: {
      effect: 'update',
      state: (request, record) => source(request, record, flag(request['enabled'])),
    },
    DeleteEventSourceMapping20150331: {
      effect: 'update',
      state: (request, record) => {
        const arn = sourceIn(request, record);
        return arn === undefined ? {} : { '+sources': { [arn]: null } };
      },
    },
  }),
  described: {
    by: ['lambda:GetFunctionConcurrency', 'lambda:ListEventSourceMappings'],
    nameOf: ({ FunctionArn }) => {
      const arn = textOf(FunctionArn);
      return arn?.includes(':function:') && isOwn(unqualified(arn)) ? unqualified(arn) : undefined;
    },
    state: ({ ReservedConcurrentExecutions, EventSourceMappings }) => ({
      reservedConcurrency: ReservedConcurrentExecutions ?? null,
      sources: Array.isArray(EventSourceMappings) ? completeMap(sourcesIn(EventSourceMappings)) : undefined,
    }),
  },
});
