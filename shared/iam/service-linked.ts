/**
 * Whether a role is one that AWS makes and keeps, told by its path or its ARN: for a service (a service-linked role), or for
 * a permission set of Identity Center. Nobody in the account can change its permissions or its trust.
 */
export const isServiceLinked = (pathOrArn: string): boolean =>
  /(^|:role)\/(aws-service-role|aws-reserved\/sso\.amazonaws\.com)\//i.test(pathOrArn);
