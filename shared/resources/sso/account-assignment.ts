import * as z from 'zod';
import { defineResourceType, refer } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { permissionSetId } from './arn.ts';

/** An ARN of ours, in the account that is assigned: it names all that an assignment is. */
const arnIn = ({ targetId, permissionSetArn, principalType, principalId }: Members): string | undefined => {
  const permissionSet = textOf(permissionSetArn);
  const [account, type, principal] = [targetId, principalType, principalId].map(textOf);
  if (!permissionSet || !account || !type || !principal) return undefined;
  const partition = permissionSet.split(':')[1] ?? 'aws';
  return `arn:${partition}:sso::${account}:assignment/${permissionSetId(permissionSet)}/${type}/${principal}`;
};

const lowered = ({ AccountId, PermissionSetArn, PrincipalType, PrincipalId }: Members): Members => ({
  targetId: AccountId,
  permissionSetArn: PermissionSetArn,
  principalType: PrincipalType,
  principalId: PrincipalId,
});

const stated = ({ permissionSetArn, principalType, principalId }: Members): Members => ({
  permissionSetArn,
  principalType,
  principalId,
});

/**
 * That a user or group has a permission set in an account. Creating one takes its time, but nobody is better off while it
 * does, and no record tells of its end: it counts at once, so that what mends it later counts too. Deleting one has to be
 * confirmed by a read.
 */
export const accountAssignment = defineResourceType({
  name: 'sso/account-assignment',
  cloudFormationType: 'AWS::SSO::Assignment',
  isPart: true,
  state: z.object({
    permissionSetArn: z.string(),
    /** USER or GROUP. */
    principalType: z.string(),
    principalId: z.string(),
  }),
  nameOf: arnIn,
  arnOf: (name, { partition, account }) => `arn:${partition}:sso::${account}:assignment/${name}`,
  eventSource: 'sso.amazonaws.com',
  events: {
    CreateAccountAssignment: { effect: 'put', state: stated },
    DeleteAccountAssignment: { effect: 'delete', asynchronous: true },
  },
  described: {
    // The entry of one assignment in the list: no read tells of one alone.
    by: ['sso:ListInstances', 'sso:ListAccountAssignments'],
    nameOf: (output) => arnIn(lowered(output)),
    state: (output) => stated(lowered(output)),
  },
  references: { permissionSet: ({ permissionSetArn }) => refer('sso/permission-set', permissionSetArn) },
});
