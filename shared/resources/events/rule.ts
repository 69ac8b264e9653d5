import * as z from 'zod';
import { completeMap, knownMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { isMembers, textOf, type Members } from '../../core/trail-record.ts';

/** A rule of the default bus by its name; of another one by `BUS/NAME`, as in its ARN. */
const nameIn = ({ name, rule, eventBusName }: Members): string | undefined => {
  const own = textOf(name) ?? textOf(rule);
  const bus = textOf(eventBusName)?.split('event-bus/').at(-1);
  return own && bus && bus !== 'default' ? `${bus}/${own}` : own;
};

/** JSON in one spelling; what cannot be read stays as it is. */
const jsonText = (value: unknown): string | null => {
  const text = textOf(value);
  if (text === undefined) return null;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
};

const targetsIn = (targets: unknown): Record<string, string> =>
  Object.fromEntries(
    (Array.isArray(targets) ? targets : [])
      .filter(isMembers)
      .map((target) => [textOf(target['id'] ?? target['Id']) ?? '', textOf(target['arn'] ?? target['Arn']) ?? '']),
  );

const idsIn = ({ ids }: Members): readonly string[] =>
  Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];

/** A rule of EventBridge. */
export const eventsRule = defineResourceType({
  name: 'events/rule',
  cloudFormationType: 'AWS::Events::Rule',
  state: z.object({
    enabled: z.boolean(),
    /** Null: it runs on a schedule. */
    eventPattern: sometimes(z.string().nullable()),
    /** ARNs by target id. */
    targets: knownMap().optional(),
  }),
  facts: z.object({
    /** RemoveTargets: the ids. */
    ids: z.array(z.string()).default([]),
    /** PutTargets: ARNs by id. */
    targets: z.record(z.string(), z.string()).default({}),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:events:${region}:${account}:rule/${name}`,
  eventSource: 'events.amazonaws.com',
  events: {
    PutRule: {
      effect: 'put',
      // A put states the whole rule but its targets: what it leaves out is reset.
      state: ({ state, eventPattern }) => ({
        enabled: textOf(state) !== 'DISABLED',
        eventPattern: jsonText(eventPattern),
      }),
      facts: () => ({}),
    },
    EnableRule: { effect: 'update', state: () => ({ enabled: true }), facts: () => ({}) },
    DisableRule: { effect: 'update', state: () => ({ enabled: false }), facts: () => ({}) },
    PutTargets: {
      effect: 'update',
      state: ({ targets }) => ({ '+targets': targetsIn(targets) }),
      facts: ({ targets }) => ({ targets: targetsIn(targets) }),
    },
    RemoveTargets: {
      effect: 'update',
      state: (request) => ({ '+targets': Object.fromEntries(idsIn(request).map((id) => [id, null])) }),
      facts: (request) => ({ ids: idsIn(request) }),
    },
    DeleteRule: { effect: 'delete', facts: () => ({}) },
  },
  described: {
    by: ['events:DescribeRule', 'events:ListTargetsByRule'],
    nameOf: ({ Arn }) => (textOf(Arn)?.includes(':events:') ? textOf(Arn) : undefined),
    state: ({ State, EventPattern, Targets }) => ({
      enabled: State !== 'DISABLED',
      eventPattern: jsonText(EventPattern),
      targets: Array.isArray(Targets) ? completeMap(targetsIn(Targets)) : undefined,
    }),
  },
});
