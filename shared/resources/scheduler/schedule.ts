import * as z from 'zod';
import { defineResourceType } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { isOwn, ofOwn } from '../own-stack.ts';

/** A schedule by its group and its name, as in its ARN; who names no group means the one called default. */
const nameIn = ({ groupName, name }: Members, { responseElements }: TrailRecord): string | undefined => {
  const own = textOf(name);
  return textOf(within(responseElements, 'scheduleArn')) ?? (own && `${textOf(groupName) ?? 'default'}/${own}`);
};

/** Both calls state the whole of it; left out, it is on. [EventBridge Scheduler API reference, UpdateSchedule] */
const stateIn = ({ state }: Members): Members => ({ enabled: textOf(state) !== 'DISABLED' });

/** What runs a function of Sagewatch's own at its time. */
export const schedule = defineResourceType({
  name: 'scheduler/schedule',
  cloudFormationType: 'AWS::Scheduler::Schedule',
  state: z.object({ enabled: z.boolean() }),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:scheduler:${region}:${account}:schedule/${name}`,
  eventSource: 'scheduler.amazonaws.com',
  events: ofOwn(nameIn, {
    CreateSchedule: { effect: 'create', state: stateIn },
    UpdateSchedule: { effect: 'put', state: stateIn },
    DeleteSchedule: { effect: 'delete' },
  }),
  described: {
    by: ['scheduler:GetSchedule'],
    nameOf: ({ Arn }) => {
      const arn = textOf(Arn);
      return isOwn(arn) ? arn : undefined;
    },
    state: ({ State }) => ({ enabled: textOf(State) !== 'DISABLED' }),
  },
});

/** The schedules of a stage. Whoever deletes their group deletes them all, and no record says which. */
export const scheduleGroup = defineResourceType({
  name: 'scheduler/schedule-group',
  cloudFormationType: 'AWS::Scheduler::ScheduleGroup',
  state: z.object({}),
  nameOf: ({ name }) => textOf(name),
  arnOf: (name, { partition, region, account }) =>
    `arn:${partition}:scheduler:${region}:${account}:schedule-group/${name}`,
  eventSource: 'scheduler.amazonaws.com',
  events: ofOwn(({ name }) => textOf(name), { DeleteScheduleGroup: { effect: 'delete' } }),
});
