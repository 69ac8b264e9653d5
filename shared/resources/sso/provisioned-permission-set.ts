import * as z from 'zod';
import { knownMap, presentEntries } from '../../core/known-map.ts';
import { partitionOf } from '../../core/resource-ref.ts';
import { defineResourceType, refer, sometimes, type Reading } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { iamArn } from '../iam/arn.ts';
import { permissionSetOf } from '../iam/provisioned-role.ts';

const roleArn = ({ roleName }: Members, { awsRegion, recipientAccountId }: TrailRecord): string => {
  const place = { partition: partitionOf(awsRegion), account: recipientAccountId ?? 'unknown', region: '' };
  return iamArn('role')(textOf(roleName) ?? '', place);
};

const provisioning = (state: (role: string) => Members): Reading => ({
  effect: 'update',
  of: permissionSetOf,
  concerns: (request, record) => permissionSetOf(request, record) !== undefined,
  state: (request, record) => ({ '+roles': state(roleArn(request, record)) }),
});

/** Identity Center makes the role, or changes it, which shows that it is there. */
const there = provisioning((role) => ({ [role]: role }));

/**
 * A permission set as it is provisioned: all the roles of its name, over all accounts. Who assigns one sees a permission set
 * and not its dozens of roles, and can mend only that; so it has one finding, whose ARN (ours) has no account. The roles
 * themselves know their policies. No read tells of all of them, so it has no `described`: those of its roles count, and each
 * account's list of roles names its own.
 */
export const provisionedPermissionSet = defineResourceType({
  name: 'sso/provisioned-permission-set',
  cloudFormationType: null,
  state: z.object({
    /** ARNs of its roles. Nobody tells of all accounts, so they are never known to be all. */
    roles: knownMap(),
    /** Where its creation was seen: the ARN that calls on it take. */
    permissionSetArn: sometimes(z.string()),
  }),
  nameOf: permissionSetOf,
  arnOf: (name, { partition }) => `arn:${partition}:sso:::provisioned-permission-set/${name}`,
  eventSource: 'iam.amazonaws.com',
  events: {
    CreateRole: there,
    PutRolePolicy: there,
    DeleteRolePolicy: there,
    AttachRolePolicy: there,
    DetachRolePolicy: there,
    PutRolePermissionsBoundary: there,
    DeleteRolePermissionsBoundary: there,
    DeleteRole: provisioning((role) => ({ [role]: null })),
    'sso.amazonaws.com:CreatePermissionSet': {
      effect: 'update',
      of: ({ name }) => textOf(name),
      concerns: ({ name }) => textOf(name) !== undefined,
      state: (_, { responseElements }) => ({
        '+roles': {},
        permissionSetArn: textOf(within(responseElements, 'permissionSet', 'permissionSetArn')),
      }),
    },
  },
  references: {
    roles: ({ roles }) => refer('iam/role', ...presentEntries(roles).map(([, arn]) => arn)),
    permissionSet: ({ permissionSetArn }) => refer('sso/permission-set', permissionSetArn),
  },
});
