import * as z from 'zod';
import { defineResourceType } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { ofOwn } from '../own-stack.ts';

/** A stack's ARN ends in an id of its own, which calls by name know nothing of. */
const withoutId = (arn: string): string => arn.replace(/(:stack\/[^/]+)\/.*$/, '$1');

const nameIn = ({ stackName }: Members): string | undefined => {
  const name = textOf(stackName);
  return name === undefined ? undefined : withoutId(name);
};

/** A stack of Sagewatch's own. What deployments make of it is judged piece by piece; its end is the end of them all. */
export const stack = defineResourceType({
  name: 'cloudformation/stack',
  cloudFormationType: 'AWS::CloudFormation::Stack',
  state: z.object({}),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:cloudformation:${region}:${account}:stack/${name}`,
  canonical: withoutId,
  eventSource: 'cloudformation.amazonaws.com',
  events: ofOwn(nameIn, { DeleteStack: { effect: 'delete', asynchronous: true } }),
});
