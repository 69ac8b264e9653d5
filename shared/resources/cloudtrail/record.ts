import * as z from 'zod';
import { defineResourceType } from '../../core/resource-type.ts';
import { within } from '../../core/trail-record.ts';

/** Calls whose records CloudTrail cut: one resource per call and Region, for a record names nothing but the call. */
export const cloudtrailRecord = defineResourceType({
  name: 'cloudtrail/record',
  cloudFormationType: null,
  state: z.object({}),
  nameOf: (_, { eventSource, eventName }) => `${eventSource}/${eventName}`,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:cloudtrail:${region}:${account}:record/${name}`,
  eventSource: 'cloudtrail.amazonaws.com',
  events: {},
  concernsAny: ({ requestParameters, errorCode }, watched) =>
    watched && !errorCode && [true, 'true'].includes(within(requestParameters, 'omitted') as string),
  concernsAnyPattern: 'watched',
});
