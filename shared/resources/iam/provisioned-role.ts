import type { Reading } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';

const service = 'sso.amazonaws.com';

/** Identity Center calls for whoever assigns a permission set (management account), or by its own role (member accounts). */
const isByIdentityCenter = ({ userIdentity }: TrailRecord): boolean =>
  within(userIdentity, 'invokedBy') === service ||
  (textOf(within(userIdentity, 'sessionContext', 'sessionIssuer', 'arn')) ?? '').endsWith(
    `:role/aws-service-role/${service}/AWSServiceRoleForSSO`,
  );

/** Where all roles of permission sets are, those of one Region's instance below it. */
export const provisionedPath = '/aws-reserved/sso.amazonaws.com/';

/** The name of the permission set that a role is called after: `AWSReservedSSO_NAME_0123456789abcdef`. */
export const permissionSetIn = (roleName: string): string | undefined =>
  /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(roleName)?.[1];

/**
 * The name of the permission set that a call provisions, where it is Identity Center's on a role of its own. IAM lets nobody
 * else change those, so a call of somebody else shows that a role only has such a name.
 */
export const permissionSetOf = ({ roleName }: Members, record: TrailRecord): string | undefined => {
  const name = permissionSetIn(textOf(roleName) ?? '');
  return name !== undefined && isByIdentityCenter(record) ? name : undefined;
};

/** Leaves out of a type what Identity Center provisions: that is `sso/provisioned-permission-set`, once for all accounts. */
export const unlessProvisioned = (reading: Reading): Reading => ({
  ...reading,
  concerns: (request, record) => permissionSetOf(request, record) === undefined,
});

/** Calls on roles, of which those by Identity Center also say that AWS keeps the role. */
export const tellingWhoKeeps = (events: Readonly<Record<string, Reading>>): Readonly<Record<string, Reading>> =>
  Object.fromEntries(
    Object.entries(events).map(([name, reading]) => [
      name,
      {
        ...reading,
        state: (request, record) => ({
          ...reading.state?.(request, record),
          ...(permissionSetOf(request, record) !== undefined && { serviceLinked: true }),
        }),
      },
    ]),
  );
