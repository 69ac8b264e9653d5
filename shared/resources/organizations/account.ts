import * as z from 'zod';
import { defineResourceType } from '../../core/resource-type.ts';
import { textOf, within } from '../../core/trail-record.ts';
import {
  attachments,
  describedTarget,
  isAccountId,
  isUnitId,
  justMade,
  targetDerived,
  targetMembers,
  targetReferences,
} from './target.ts';

/**
 * An account of an organization: what is attached to it, and where it is. Its ARN has the management account's id in the
 * place of its own, and the organization's, which calls do not tell; ours is the account's own.
 */
export const organizationsAccount = defineResourceType({
  name: 'organizations/account',
  cloudFormationType: 'AWS::Organizations::Account',
  state: z.object(targetMembers),
  nameOf: ({ accountId, targetId }) => [accountId, targetId].find(isAccountId),
  arnOf: (name, { partition }) => `arn:${partition}:organizations::${name}:account/${name}`,
  canonical: (arn) =>
    arn.replace(/^(arn:[^:]*:organizations::)[^:]*:account\/(?:o-[^/]+\/)?(\d{12})$/, '$1$2:account/$2'),
  eventSource: 'organizations.amazonaws.com',
  events: {
    ...attachments(isAccountId),
    // Which root a new account is in, its record does not tell.
    CreateAccountResult: {
      effect: 'create',
      inDetails: true,
      concerns: ({ createAccountStatus }) => within(createAccountStatus, 'state') === 'SUCCEEDED',
      of: ({ createAccountStatus }) => [within(createAccountStatus, 'accountId')].find(isAccountId),
      state: () => ({ attached: justMade() }),
    },
    // The account that was invited accepts, from within.
    AcceptHandshake: {
      effect: 'create',
      concerns: (_, { responseElements }) => within(responseElements, 'handshake', 'action') === 'INVITE',
      of: (_, { recipientAccountId }) => textOf(recipientAccountId),
      state: () => ({ attached: justMade() }),
    },
    MoveAccount: {
      effect: 'update',
      state: ({ destinationParentId }) => ({ parent: [destinationParentId].find(isUnitId) }),
    },
    RemoveAccountFromOrganization: 'delete',
    LeaveOrganization: { effect: 'delete', of: (_, { recipientAccountId }) => textOf(recipientAccountId) },
    CloseAccountResult: {
      effect: 'delete',
      inDetails: true,
      concerns: ({ closeAccountStatus }) => within(closeAccountStatus, 'state') === 'SUCCEEDED',
      of: ({ closeAccountStatus }) => [within(closeAccountStatus, 'accountId')].find(isAccountId),
    },
  },
  derived: targetDerived,
  described: {
    by: ['organizations:ListPoliciesForTarget', 'organizations:ListParents'],
    // None of the outputs names what it is about: whoever asks adds the id it asked with.
    nameOf: ({ TargetId }) => [TargetId].find(isAccountId),
    state: describedTarget,
  },
  references: targetReferences,
});
