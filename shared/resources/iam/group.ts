import * as z from 'zod';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { textOf } from '../../core/trail-record.ts';
import { iamArn, withoutPath } from './arn.ts';
import {
  describedPermissions,
  detailsOf,
  noPermissions,
  permissionEvents,
  permissionMembers,
  referToAttached,
} from './permissions.ts';

/** A group: its policies are those of its users. */
export const iamGroup = defineResourceType({
  name: 'iam/group',
  cloudFormationType: 'AWS::IAM::Group',
  state: z.object({ path: sometimes(z.string()), ...permissionMembers }),
  nameOf: ({ groupName }) => textOf(groupName),
  arnOf: iamArn('group'),
  canonical: withoutPath,
  eventSource: 'iam.amazonaws.com',
  events: {
    CreateGroup: { effect: 'create', state: ({ path }) => ({ path: textOf(path) ?? '/', ...noPermissions() }) },
    ...permissionEvents('Group'),
    DeleteGroup: 'delete',
  },
  described: {
    by: ['iam:GetGroup', 'iam:ListGroupPolicies', 'iam:GetGroupPolicy', 'iam:ListAttachedGroupPolicies'],
    nameOf: (output) => textOf(detailsIn(output)['Arn']),
    state: (output) => ({ path: detailsIn(output)['Path'], ...describedPermissions('Group', output) }),
  },
  references: { attached: referToAttached },
});

const detailsIn = detailsOf('Group');
