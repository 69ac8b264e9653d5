import type { Place } from '../../core/resource-ref.ts';

/** ARNs of a kind of IAM resource: `arn:aws:iam::ACCOUNT:KIND/NAME`. */
export const iamArn =
  (kind: 'role' | 'user' | 'group') =>
  (name: string, { partition, account }: Place): string =>
    `arn:${partition}:iam::${account}:${kind}/${name}`;

/**
 * The ARN of a role, user or group without its path. Names are unique in an account whatever the path, and calls name them
 * without it: `role/service-role/Trainer` and `Trainer` are one role.
 */
export const withoutPath = (arn: string): string =>
  arn.replace(/^([^/]*:(?:role|user|group)\/)(?:.*\/)?([^/]+)$/, '$1$2');

/** The owner of an inline policy or an attachment, as part of a name: `role/Trainer`; undefined: the call names none. */
export const ownerOf = (request: Record<string, unknown>): string | undefined => {
  for (const kind of ['role', 'user', 'group']) {
    const name = request[`${kind}Name`];
    if (typeof name === 'string' && name !== '') return `${kind}/${name}`;
  }
  return undefined;
};

/** An owner taken apart: its kind, which is a resource type, and its name. */
export const ownerParts = (owner: string): { kind: 'role' | 'user' | 'group'; name: string } => {
  const slash = owner.indexOf('/');
  const kind = owner.slice(0, slash);
  return { kind: kind === 'user' || kind === 'group' ? kind : 'role', name: owner.slice(slash + 1) };
};

/** The name at the end of a managed policy's ARN. */
export const policyNameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
