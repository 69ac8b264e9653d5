import * as z from 'zod';
import { defineResourceType } from '../../core/resource-type.ts';
import { membersOf, textOf, within } from '../../core/trail-record.ts';

/**
 * What the root user of an account does, whatever it is. AWS services that act on its behalf are not it, nor is somebody
 * who failed to sign in as it. Its ARN is of our
 * own making: `arn:aws:iam::ACCOUNT:root` also stands for the whole account, and for whom devices and keys are made.
 */
export const rootUser = defineResourceType({
  name: 'account/root-user',
  cloudFormationType: null,
  state: z.object({}),
  nameOf: () => 'root-user',
  arnOf: (name, { partition, account }) => `arn:${partition}:account::${account}:${name}`,
  eventSource: 'iam.amazonaws.com',
  events: {},
  concernsAny: ({ userIdentity, eventType, responseElements }) => {
    const { type, invokedBy } = membersOf(userIdentity);
    if (type !== 'Root' || textOf(invokedBy) || eventType === 'AwsServiceEvent') return false;
    return within(responseElements, 'ConsoleLogin') !== 'Failure';
  },
  concernsAnyPattern: {
    userIdentity: { type: ['Root'], invokedBy: [{ exists: false }] },
    eventType: [{ exists: false }, { 'anything-but': 'AwsServiceEvent' }],
    responseElements: { ConsoleLogin: [{ exists: false }, { 'anything-but': 'Failure' }] },
  },
});
