/** A trust policy of one service. */
export const trustOf = (Service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
  });

/** A role that SageMaker may assume. */
export const mlRole = { trust: trustOf('sagemaker.amazonaws.com'), serviceLinked: false };

/** Rows of roles that none of these controls is about, and of one that nobody can tell of; with what else they read. */
export const rowsBesideMlRoles = <Rest extends object>(rest: Rest) => ({
  notApplicable: {
    'a role of another service': { ...rest, trust: trustOf('lambda.amazonaws.com'), serviceLinked: false },
    'a service-linked role': { ...rest, ...mlRole, serviceLinked: true },
  },
  unknown: { 'a trust policy that cannot be read': { ...rest, trust: '{', serviceLinked: false } },
});
