import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { named, nameInDomain, reach, texts } from './members.ts';
import { taggingOf } from './tags.ts';

const stated = (members: Members): Members => ({
  domainId: reach(members, 'domainId'),
  executionRole: reach(members, 'userSettings', 'executionRole'),
  securityGroups: reach(members, 'userSettings', 'securityGroups'),
  tags: reach(members, 'tags'),
});

/** Somebody who works in a Studio domain. */
export const userProfile = defineResourceType({
  name: 'sagemaker/user-profile',
  cloudFormationType: 'AWS::SageMaker::UserProfile',
  state: z.object({
    domainId: z.string(),
    /** Null: the domain's role for its people. */
    executionRole: unset(z.string()),
    /** Null: the domain's. */
    securityGroups: texts(),
    tags: tagMap(),
  }),
  nameOf: nameInDomain('userProfileName'),
  arnOf: sagemakerArn('user-profile'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateUserProfile: { effect: 'create', state: stated },
    UpdateUserProfile: { effect: 'update', state: (request) => named(stated(request)) },
    DeleteUserProfile: { effect: 'delete', asynchronous: true },
    ...taggingOf('user-profile'),
  },
  described: {
    by: ['sagemaker:DescribeUserProfile', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['UserProfileArn']),
    state: stated,
    isFinal: (output) => ['InService', 'Failed', 'Update_Failed', 'Delete_Failed'].includes(String(output['Status'])),
  },
  references: {
    domain: ({ domainId }) => refer('sagemaker/domain', domainId),
    role: ({ executionRole }) => refer('iam/role', executionRole),
    securityGroups: ({ securityGroups }) => refer('ec2/security-group', ...(securityGroups ?? [])),
  },
});
