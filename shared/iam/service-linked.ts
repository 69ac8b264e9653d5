/**
 * Whether a role is one that AWS makes and keeps for a service, told by its path or its ARN. Nobody in the account can
 * change its permissions or its trust.
 */
export const isServiceLinked = (pathOrArn: string): boolean => /(^|:role)\/aws-service-role\//i.test(pathOrArn);
