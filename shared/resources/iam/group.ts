import * as z from 'zod';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { textOf, within } from '../../core/trail-record.ts';
import { iamArn, withoutPath } from './arn.ts';

/** Groups own policies; by themselves they have nothing that is judged. */
export const iamGroup = defineResourceType({
  name: 'iam/group',
  cloudFormationType: 'AWS::IAM::Group',
  state: z.object({ path: sometimes(z.string()) }),
  nameOf: ({ groupName }) => textOf(groupName),
  arnOf: iamArn('group'),
  canonical: withoutPath,
  eventSource: 'iam.amazonaws.com',
  events: {
    CreateGroup: { effect: 'create', state: ({ path }) => ({ path: textOf(path) ?? '/' }) },
    DeleteGroup: 'delete',
  },
  described: {
    by: ['iam:GetGroup'],
    nameOf: (output) => textOf(within(output, 'Group', 'Arn')),
    state: (output) => ({ path: within(output, 'Group', 'Path') }),
  },
});
