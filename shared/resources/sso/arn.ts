/** The instance and the id of a permission set, as its ARN ends: `ssoins-…/ps-…`. */
export const permissionSetId = (arn: string): string => arn.slice(arn.indexOf('/') + 1);

/** The ARN of the instance of Identity Center that a permission set belongs to; undefined: the ARN names none. */
export const instanceArn = (permissionSet: string): string | undefined => {
  const [, prefix, instance] = /^(arn:[^:]+:sso:::)permissionSet\/([^/]+)\/[^/]+$/.exec(permissionSet) ?? [];
  return prefix && instance && `${prefix}instance/${instance}`;
};
