import * as z from 'zod';
import { completeMap, knownMap, presentEntries, tagMap } from '../../core/known-map.ts';
import type { Place } from '../../core/resource-ref.ts';
import { defineResourceType, refer, sometimes, unset } from '../../core/resource-type.ts';
import { isMembers, membersOf, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { addsTags, takesTags } from '../tagging.ts';
import { iamArn, withoutPath } from './arn.ts';
import {
  boundaryEvents,
  boundaryMember,
  describedBoundary,
  describedPermissions,
  detailsOf,
  heldIn,
  holding,
  noPermissions,
  permissionEvents,
  permissionMembers,
  referToAttached,
  referToBoundary,
} from './permissions.ts';

const membership = holding('groups', 'groupName');

/** What stands for the root user where names stand; no user can be called that. */
const root = '<root>';

const identityOf = ({ userIdentity }: TrailRecord): Members => membersOf(userIdentity);

const callerOf = (record: TrailRecord): string | undefined => {
  const { type, userName } = identityOf(record);
  if (type === 'Root') return root;
  return type === 'IAMUser' && userName !== 'HIDDEN_DUE_TO_SECURITY_REASONS' ? textOf(userName) : undefined;
};

const targetOf = ({ userName }: Members, record: TrailRecord): string | undefined => {
  const name = textOf(userName);
  return name === 'AWS ROOT USER' ? root : (name ?? callerOf(record));
};

/** Users of IAM, and the root user: who signs in, and whose keys and MFA devices are made and taken away. */
export const iamUser = defineResourceType({
  name: 'iam/user',
  cloudFormationType: 'AWS::IAM::User',
  state: z.object({
    path: sometimes(z.string()),
    /** By serial number. */
    mfaDevices: knownMap(),
    /** Names of the groups whose policies are the user's too. */
    groups: sometimes(knownMap()),
    ...permissionMembers,
    boundary: boundaryMember,
    tags: tagMap(),
  }),
  facts: z.object({
    /** CreateAccessKey: the caller asked for a key of their own. */
    own: z.boolean().optional(),
    serialNumber: z.string().optional(),
    /** ConsoleLogin: `Success` or `Failure`. */
    outcome: z.string().optional(),
    mfaUsed: z.boolean().optional(),
    /** The boundary that a call sets; null: it takes it away. */
    boundary: unset(z.string()),
  }),
  nameOf: targetOf,
  arnOf: (name, place: Place) =>
    name === root ? `arn:${place.partition}:iam::${place.account}:root` : iamArn('user')(name, place),
  canonical: withoutPath,
  eventSource: 'iam.amazonaws.com',
  events: {
    CreateUser: {
      effect: 'create',
      of: ({ userName }, { responseElements }) => textOf(within(responseElements, 'user', 'arn')) ?? textOf(userName),
      state: ({ path, permissionsBoundary, tags }) => ({
        path: textOf(path) ?? '/',
        mfaDevices: completeMap({}),
        groups: completeMap({}),
        ...noPermissions(),
        boundary: textOf(permissionsBoundary) ?? null,
        tags,
      }),
    },
    ...permissionEvents('User'),
    ...boundaryEvents('User'),
    AddUserToGroup: membership.adds,
    RemoveUserFromGroup: membership.takes,
    DeleteUser: 'delete',
    TagUser: addsTags,
    UntagUser: takesTags,
    CreateAccessKey: {
      effect: 'act',
      facts: (request, record) => ({ own: targetOf(request, record) === callerOf(record) }),
    },
    EnableMFADevice: {
      effect: 'update',
      state: ({ serialNumber }) => ({ '+mfaDevices': serialState(serialNumber, 'enabled') }),
      facts: ({ serialNumber }) => ({ serialNumber }),
    },
    DeactivateMFADevice: {
      effect: 'update',
      state: ({ serialNumber }) => ({ '+mfaDevices': serialState(serialNumber, null) }),
      facts: ({ serialNumber }) => ({ serialNumber }),
    },
    'signin.amazonaws.com:ConsoleLogin': {
      effect: 'act',
      // Others sign in elsewhere, with an MFA that AWS does not see.
      concerns: (_, record) => ['IAMUser', 'Root'].includes(textOf(identityOf(record)['type']) ?? ''),
      of: (_, record) => callerOf(record),
      facts: (_, { additionalEventData, responseElements }) => ({
        outcome: textOf(responseElements?.['ConsoleLogin']),
        mfaUsed: yesOrNo(additionalEventData?.['MFAUsed']),
      }),
    },
  },
  described: {
    by: [
      'iam:GetUser',
      'iam:ListMFADevices',
      'iam:ListGroupsForUser',
      'iam:ListUserPolicies',
      'iam:GetUserPolicy',
      'iam:ListAttachedUserPolicies',
    ],
    nameOf: (output) => textOf(detailsIn(output)['Arn']),
    state: (output) => {
      const user = detailsIn(output);
      const { Path, Tags } = user;
      const { MFADevices } = output;
      return {
        path: Path,
        mfaDevices: Array.isArray(MFADevices)
          ? completeMap(Object.fromEntries(MFADevices.filter(isMembers).map((device) => [serialOf(device), 'enabled'])))
          : { complete: false, entries: {} },
        groups: groupsIn(output),
        ...describedPermissions('User', output),
        boundary: describedBoundary(user),
        tags: Tags ?? [],
      };
    },
  },
  references: {
    attached: referToAttached,
    boundary: referToBoundary,
    groups: ({ groups }) => refer('iam/group', ...presentEntries(groups).map(([, name]) => name)),
  },
});

const detailsIn = detailsOf('User');

/** ListGroupsForUser tells of each group all there is, GetAccountAuthorizationDetails its name. */
const groupsIn = ({ GroupList, Groups }: Members) =>
  Array.isArray(GroupList)
    ? heldIn(
        GroupList.map((GroupName: unknown) => ({ GroupName })),
        'GroupName',
      )
    : heldIn(Groups, 'GroupName');

const serialOf = ({ SerialNumber }: Members): string => textOf(SerialNumber) ?? '';

const serialState = (serialNumber: unknown, state: 'enabled' | null): Members =>
  typeof serialNumber === 'string' ? { [serialNumber]: state } : {};

/** The documentation's own samples have `Yes`, `YES` and `No`. */
const yesOrNo = (value: unknown): boolean | undefined => {
  const word = textOf(value)?.toLowerCase();
  return word === 'yes' ? true : word === 'no' ? false : undefined;
};
