import * as z from 'zod';
import { completeMap, knownMap, presentEntries, tagEntries, tagMap } from '../../core/known-map.ts';
import { defineResourceType, refer, sometimes, unset, type Reading } from '../../core/resource-type.ts';
import { isMembers, membersOf, textOf, within, type Members } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';
import { heldIn, holding } from '../iam/permissions.ts';

/** A customer managed policy has no ARN here: each account has its own under this path and name. */
const customerPolicy = (path: unknown, name: unknown): string | undefined => {
  const text = textOf(name);
  return text && `${textOf(path) ?? '/'}${text}`;
};

const referenced = (request: Members): Members => {
  const { path, name } = membersOf(request['customerManagedPolicyReference']);
  return { policy: customerPolicy(path, name) };
};

/** A reading of a call whose customer managed policy stands where the other calls have an ARN. */
const ofCustomer = ({ effect, state }: Reading): Reading => ({
  effect,
  state: (request, record) => state?.(referenced(request), record) ?? {},
});

const awsPolicies = holding('attachedPolicies', 'managedPolicyArn');
const customerPolicies = holding('customerPolicies', 'policy');

/** TagResource is about instances, applications and others too. */
const onPermissionSet = (state: (request: Members) => Members): Reading => ({
  effect: 'update',
  of: ({ resourceArn }) => textOf(resourceArn),
  concerns: ({ resourceArn }) => /:permissionSet\//.test(textOf(resourceArn) ?? ''),
  state,
});

/** A set of permissions of Identity Center, which it provisions as a role in each account where it is assigned. */
export const permissionSet = defineResourceType({
  name: 'sso/permission-set',
  cloudFormationType: 'AWS::SSO::PermissionSet',
  state: z.object({
    name: sometimes(z.string()),
    /** Null: there is none. */
    inlinePolicy: sometimes(z.string().nullable()),
    /** ARNs of AWS's own policies. */
    attachedPolicies: sometimes(knownMap()),
    /** Paths and names of customer managed policies: `/ml/Data`. */
    customerPolicies: sometimes(knownMap()),
    /** The policy that limits all the others, by ARN or by path and name; null: none does. */
    boundary: sometimes(z.string().nullable()),
    tags: tagMap(),
  }),
  facts: z.object({
    /** The inline policy that a call puts in. */
    inlinePolicy: unset(z.string()),
  }),
  nameOf: ({ permissionSetArn }) => textOf(permissionSetArn),
  arnOf: (name, { partition }) => `arn:${partition}:sso:::permissionSet/${name}`,
  eventSource: 'sso.amazonaws.com',
  events: {
    CreatePermissionSet: {
      effect: 'create',
      of: (_, { responseElements }) => textOf(within(responseElements, 'permissionSet', 'permissionSetArn')),
      state: ({ name, tags }) => ({
        name,
        inlinePolicy: null,
        attachedPolicies: completeMap({}),
        customerPolicies: completeMap({}),
        boundary: null,
        tags,
      }),
    },
    // Its description, its session's length and where it leads: nothing that a control reads.
    UpdatePermissionSet: 'act',
    DeletePermissionSet: 'delete',
    PutInlinePolicyToPermissionSet: {
      effect: 'update',
      state: ({ inlinePolicy }) => ({ inlinePolicy: policyText(inlinePolicy) ?? undefined }),
      facts: ({ inlinePolicy }) => ({ inlinePolicy: policyText(inlinePolicy) }),
    },
    DeleteInlinePolicyFromPermissionSet: { effect: 'update', state: () => ({ inlinePolicy: null }) },
    AttachManagedPolicyToPermissionSet: { ...awsPolicies.adds, facts: () => ({}) },
    DetachManagedPolicyFromPermissionSet: awsPolicies.takes,
    AttachCustomerManagedPolicyReferenceToPermissionSet: ofCustomer(customerPolicies.adds),
    DetachCustomerManagedPolicyReferenceFromPermissionSet: ofCustomer(customerPolicies.takes),
    PutPermissionsBoundaryToPermissionSet: {
      effect: 'update',
      state: ({ permissionsBoundary }) => {
        const boundary = membersOf(permissionsBoundary);
        return { boundary: textOf(boundary['managedPolicyArn']) ?? referenced(boundary)['policy'] };
      },
    },
    DeletePermissionsBoundaryFromPermissionSet: {
      effect: 'update',
      state: () => ({ boundary: null }),
      facts: () => ({}),
    },
    TagResource: onPermissionSet(({ tags }) => ({ '+tags': tagEntries(tags) })),
    UntagResource: onPermissionSet(({ tagKeys }) => ({
      '+tags': Object.fromEntries((Array.isArray(tagKeys) ? tagKeys : []).map((key) => [String(key), null])),
    })),
  },
  described: {
    by: [
      'sso:ListInstances',
      'sso:DescribePermissionSet',
      'sso:GetInlinePolicyForPermissionSet',
      'sso:ListManagedPoliciesInPermissionSet',
      'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
      'sso:GetPermissionsBoundaryForPermissionSet',
      'sso:ListTagsForResource',
    ],
    nameOf: (output) => textOf(within(output, 'PermissionSet', 'PermissionSetArn')),
    state: (output) => ({
      name: within(output, 'PermissionSet', 'Name'),
      // An empty text: it has none.
      inlinePolicy: output['InlinePolicy'] === undefined ? undefined : policyText(output['InlinePolicy']),
      attachedPolicies: heldIn(output['AttachedManagedPolicies'], 'Arn'),
      customerPolicies: customerPoliciesIn(output['CustomerManagedPolicyReferences']),
      boundary: boundaryIn(output['PermissionsBoundary']),
      tags: output['Tags'],
    }),
  },
  references: {
    attached: ({ attachedPolicies }) =>
      refer('iam/managed-policy', ...presentEntries(attachedPolicies).map(([, arn]) => arn)),
    boundary: ({ boundary }) => refer('iam/managed-policy', boundary?.startsWith('arn:') ? boundary : undefined),
  },
});

const customerPoliciesIn = (list: unknown) =>
  heldIn(
    Array.isArray(list)
      ? list.filter(isMembers).map(({ Path, Name }) => ({ policy: customerPolicy(Path, Name) }))
      : undefined,
    'policy',
  );

/** Where there is no boundary, asking for it fails, and nothing is put together with the other outputs. */
const boundaryIn = (boundary: unknown): string | null => {
  const { ManagedPolicyArn, CustomerManagedPolicyReference } = membersOf(boundary);
  const { Path, Name } = membersOf(CustomerManagedPolicyReference);
  return textOf(ManagedPolicyArn) ?? customerPolicy(Path, Name) ?? null;
};
