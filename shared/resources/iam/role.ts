import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { membersOf, textOf, within } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';
import { isServiceLinked } from '../../iam/service-linked.ts';
import { addsTags, takesTags } from '../tagging.ts';
import { iamArn, withoutPath } from './arn.ts';

export const iamRole = defineResourceType({
  name: 'iam/role',
  cloudFormationType: 'AWS::IAM::Role',
  state: z.object({
    /** The trust policy's text. */
    trust: sometimes(z.string()),
    path: sometimes(z.string()),
    /** AWS made the role for a service and keeps it: nobody in the account can change it. */
    serviceLinked: z.boolean(),
    tags: tagMap(),
  }),
  nameOf: ({ roleName }) => textOf(roleName),
  arnOf: iamArn('role'),
  canonical: withoutPath,
  eventSource: 'iam.amazonaws.com',
  events: {
    CreateRole: {
      effect: 'create',
      of: ({ roleName }, { responseElements }) => textOf(within(responseElements, 'role', 'arn')) ?? textOf(roleName),
      state: ({ assumeRolePolicyDocument, path, tags }) => ({
        trust: policyText(assumeRolePolicyDocument) ?? undefined,
        path: textOf(path) ?? '/',
        serviceLinked: false,
        tags,
      }),
    },
    CreateServiceLinkedRole: {
      effect: 'create',
      of: (_, { responseElements }) => textOf(within(responseElements, 'role', 'arn')),
      state: (_, { responseElements }) => ({
        trust: policyText(within(responseElements, 'role', 'assumeRolePolicyDocument')) ?? undefined,
        path: textOf(within(responseElements, 'role', 'path')),
        serviceLinked: true,
      }),
    },
    // IAM refuses it for service-linked roles: whoever changed a trust has shown that the role is none.
    UpdateAssumeRolePolicy: {
      effect: 'update',
      state: ({ policyDocument }) => ({ trust: policyText(policyDocument) ?? undefined, serviceLinked: false }),
    },
    DeleteRole: 'delete',
    DeleteServiceLinkedRole: { effect: 'delete', asynchronous: true },
    TagRole: addsTags,
    UntagRole: takesTags,
  },
  described: {
    by: ['iam:GetRole'],
    nameOf: (output) => textOf(within(output, 'Role', 'Arn')),
    state: (output) => {
      const { Path, Tags, AssumeRolePolicyDocument } = membersOf(output['Role']);
      return {
        trust: policyText(AssumeRolePolicyDocument) ?? undefined,
        path: Path,
        serviceLinked: isServiceLinked(textOf(Path) ?? ''),
        // GetRole tells all tags; where a role has none, it leaves the member out.
        tags: Tags ?? [],
      };
    },
  },
});
