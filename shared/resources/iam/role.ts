import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes, unset } from '../../core/resource-type.ts';
import { textOf, within } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';
import { isServiceLinked } from '../../iam/service-linked.ts';
import { addsTags, takesTags } from '../tagging.ts';
import { iamArn, withoutPath } from './arn.ts';
import {
  boundaryEvents,
  boundaryMember,
  describedBoundary,
  describedPermissions,
  detailsOf,
  noPermissions,
  permissionEvents,
  permissionMembers,
  referToAttached,
  referToBoundary,
} from './permissions.ts';
import { permissionSetOf, tellingWhoKeeps } from './provisioned-role.ts';

/** Seconds that a session may last where nobody says otherwise (API reference, CreateRole). */
const usualSession = 3600;

/** A role with everything that says what it may do: its trust, its policies, its boundary. */
export const iamRole = defineResourceType({
  name: 'iam/role',
  cloudFormationType: 'AWS::IAM::Role',
  state: z.object({
    /** The trust policy's text. */
    trust: sometimes(z.string()),
    path: sometimes(z.string()),
    /** AWS made the role for a service, or for a permission set, and keeps it: nobody in the account can change it. */
    serviceLinked: z.boolean(),
    ...permissionMembers,
    boundary: boundaryMember,
    /** Seconds. */
    maxSessionDuration: sometimes(z.number()),
    tags: tagMap(),
  }),
  facts: z.object({
    /** The boundary that a call sets; null: it takes it away. */
    boundary: unset(z.string()),
  }),
  nameOf: ({ roleName }) => textOf(roleName),
  arnOf: iamArn('role'),
  canonical: withoutPath,
  eventSource: 'iam.amazonaws.com',
  events: {
    CreateRole: {
      effect: 'create',
      of: ({ roleName }, { responseElements }) => textOf(within(responseElements, 'role', 'arn')) ?? textOf(roleName),
      state: (request, record) => {
        const { assumeRolePolicyDocument, path, permissionsBoundary, maxSessionDuration, tags } = request;
        return {
          trust: policyText(assumeRolePolicyDocument) ?? undefined,
          path: textOf(path) ?? '/',
          serviceLinked: permissionSetOf(request, record) !== undefined,
          ...noPermissions(),
          boundary: textOf(permissionsBoundary) ?? null,
          maxSessionDuration: maxSessionDuration ?? usualSession,
          tags,
        };
      },
    },
    CreateServiceLinkedRole: {
      effect: 'create',
      of: (_, { responseElements }) => textOf(within(responseElements, 'role', 'arn')),
      state: (_, { responseElements }) => ({
        trust: policyText(within(responseElements, 'role', 'assumeRolePolicyDocument')) ?? undefined,
        path: textOf(within(responseElements, 'role', 'path')),
        serviceLinked: true,
        boundary: null,
      }),
    },
    // IAM refuses it for roles that AWS keeps: whoever changed a trust has shown that the role is none.
    UpdateAssumeRolePolicy: {
      effect: 'update',
      state: (request, record) => ({
        trust: policyText(request['policyDocument']) ?? undefined,
        serviceLinked: permissionSetOf(request, record) !== undefined,
      }),
    },
    // What it does not name it sets back to the default.
    UpdateRole: {
      effect: 'update',
      state: ({ maxSessionDuration }) => ({ maxSessionDuration: maxSessionDuration ?? usualSession }),
    },
    ...tellingWhoKeeps({ ...permissionEvents('Role'), ...boundaryEvents('Role') }),
    DeleteRole: 'delete',
    DeleteServiceLinkedRole: { effect: 'delete', asynchronous: true },
    TagRole: addsTags,
    UntagRole: takesTags,
  },
  described: {
    by: ['iam:GetRole', 'iam:ListRolePolicies', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies'],
    nameOf: (output) => textOf(detailsIn(output)['Arn']),
    state: (output) => {
      const role = detailsIn(output);
      const { Path, Tags, AssumeRolePolicyDocument, MaxSessionDuration } = role;
      return {
        trust: policyText(AssumeRolePolicyDocument) ?? undefined,
        path: Path,
        serviceLinked: isServiceLinked(textOf(Path) ?? ''),
        ...describedPermissions('Role', output),
        boundary: describedBoundary(role),
        maxSessionDuration: MaxSessionDuration,
        // GetRole tells all tags; where a role has none, it leaves the member out.
        tags: Tags ?? [],
      };
    },
  },
  references: { attached: referToAttached, boundary: referToBoundary },
});

const detailsIn = detailsOf('Role');
