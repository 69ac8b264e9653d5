import * as z from 'zod';
import { completeMap, knownMap, presentEntries, type KnownMap } from '../../core/known-map.ts';
import { refer, sometimes, type Reading } from '../../core/resource-type.ts';
import { isMembers, membersOf, textOf, type Members } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';

const inlineDocument = z.object({
  name: z.string(),
  /** Null: it has one, of which no record told. */
  document: z.string().nullable(),
});

/**
 * What gives a role, user or group its permissions. IAM compares names without letter case, so the maps are by names and
 * ARNs in small letters.
 */
export const permissionMembers = {
  /** The policies that are parts of it. */
  inlinePolicies: sometimes(knownMap(inlineDocument)),
  /** ARNs of the managed policies it holds. */
  attachedPolicies: sometimes(knownMap()),
};

/** The policy that limits what all the others of a role or user give; null: none does. */
export const boundaryMember = sometimes(z.string().nullable());

type Permissions = Partial<z.output<z.ZodObject<typeof permissionMembers>>>;

const inlineEntry = (name: unknown, document: unknown): Members => {
  const text = textOf(name);
  return text === undefined ? {} : { [text.toLowerCase()]: { name: text, document: policyText(document) } };
};

const goneEntry = (name: unknown): Members => {
  const text = textOf(name);
  return text === undefined ? {} : { [text.toLowerCase()]: null };
};

const heldEntry = (name: unknown): Members => {
  const text = textOf(name);
  return text === undefined ? {} : { [text.toLowerCase()]: text };
};

/** A call that adds an entry to a known map of names, and the one that takes it away again. */
export const holding = (map: string, member: string): { adds: Reading; takes: Reading } => ({
  adds: { effect: 'update', state: (request) => ({ [`+${map}`]: heldEntry(request[member]) }) },
  takes: { effect: 'update', state: (request) => ({ [`+${map}`]: goneEntry(request[member]) }) },
});

/** The calls that give and take the permissions of a role, user or group. */
export const permissionEvents = (kind: 'Role' | 'User' | 'Group'): Readonly<Record<string, Reading>> => {
  const { adds, takes } = holding('attachedPolicies', 'policyArn');
  return {
    [`Put${kind}Policy`]: {
      effect: 'update',
      state: ({ policyName, policyDocument }) => ({ '+inlinePolicies': inlineEntry(policyName, policyDocument) }),
    },
    [`Delete${kind}Policy`]: {
      effect: 'update',
      state: ({ policyName }) => ({ '+inlinePolicies': goneEntry(policyName) }),
    },
    [`Attach${kind}Policy`]: adds,
    [`Detach${kind}Policy`]: takes,
  };
};

/** The calls that set and take the permissions boundary of a role or user. */
export const boundaryEvents = (kind: 'Role' | 'User'): Readonly<Record<string, Reading>> => ({
  [`Put${kind}PermissionsBoundary`]: {
    effect: 'update',
    state: ({ permissionsBoundary }) => ({ boundary: textOf(permissionsBoundary) }),
    facts: ({ permissionsBoundary }) => ({ boundary: permissionsBoundary }),
  },
  [`Delete${kind}PermissionsBoundary`]: {
    effect: 'update',
    state: () => ({ boundary: null }),
    facts: () => ({ boundary: null }),
  },
});

/** What a role, user or group has when it is made: nothing. */
export const noPermissions = (): Members => ({ inlinePolicies: completeMap({}), attachedPolicies: completeMap({}) });

const entriesOf = (list: unknown, entry: (item: Members) => Members): KnownMap<unknown> | undefined =>
  Array.isArray(list)
    ? completeMap<unknown>(Object.assign({}, ...list.filter(isMembers).map(entry)) as Members)
    : undefined;

/** A complete map of what a list of outputs names; undefined: there is no such list. */
export const heldIn = (list: unknown, member: string): KnownMap<unknown> | undefined =>
  entriesOf(list, (item) => heldEntry(item[member]));

/**
 * Permissions as reads tell of them. `List…Policies` names them, `Get…Policy` tells one each: whoever asks puts the latter
 * together under the name that GetAccountAuthorizationDetails has for them (`RolePolicyList`), so that its outputs can be
 * read as they are.
 */
export const describedPermissions = (kind: 'Role' | 'User' | 'Group', output: Members): Members => ({
  inlinePolicies: entriesOf(output[`${kind}PolicyList`], ({ PolicyName, PolicyDocument }) =>
    inlineEntry(PolicyName, PolicyDocument),
  ),
  attachedPolicies: heldIn(output['AttachedManagedPolicies'] ?? output['AttachedPolicies'], 'PolicyArn'),
});

/** A boundary as reads tell of it: where there is none, the member is left out. */
export const describedBoundary = ({ PermissionsBoundary }: Members): string | null =>
  isMembers(PermissionsBoundary) ? (textOf(PermissionsBoundary['PermissionsBoundaryArn']) ?? null) : null;

/** The managed policies that it holds. */
export const referToAttached = ({ attachedPolicies }: Permissions) =>
  refer('iam/managed-policy', ...presentEntries(attachedPolicies).map(([, arn]) => arn));

/** The policy that limits it. */
export const referToBoundary = ({ boundary }: { boundary?: string | null | undefined }) =>
  refer('iam/managed-policy', boundary);

/**
 * What an output says of a role, user or group itself: `GetRole` has it in `Role`, an entry of GetAccountAuthorizationDetails
 * is it.
 */
export const detailsOf =
  (kind: 'Role' | 'User' | 'Group') =>
  (output: Members): Members =>
    output[kind] === undefined && Array.isArray(output['AttachedManagedPolicies']) && textOf(output[`${kind}Name`])
      ? output
      : membersOf(output[kind]);
