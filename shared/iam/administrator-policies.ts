/**
 * AWS managed policies that are, or can give themselves, all power, by name: what is known of them without their text. Those
 * of all that are packed (`shared/data`) which the analysis finds to make an administrator, as a test holds.
 */
export const administratorPolicies: Readonly<Record<string, string>> = {
  AdministratorAccess: 'every action on every resource',
  IAMFullAccess: 'all of IAM, and with it the power to give itself everything else',
  'AdministratorAccess-Amplify':
    'writing the policies of any role by CloudFormation, and with it the power to give itself everything else',
};

/** The name of the AWS managed policy that an ARN names, in any partition; undefined: it names a policy of a customer. */
export const awsPolicyName = (arn: string): string | undefined => /^arn:[^:]+:iam::aws:policy\/(.+)$/i.exec(arn)?.[1];

/** The AWS managed policy among these that an ARN names, in any partition, and what it gives; undefined: it names another. */
export const awsPolicyIn = (
  policies: Readonly<Record<string, string>>,
  arn: string,
): { name: string; power: string } | undefined => {
  const wanted = awsPolicyName(arn)?.toLowerCase();
  const found = Object.entries(policies).find(([name]) => name.toLowerCase() === wanted);
  return found && { name: found[0], power: found[1] };
};

/** The AWS managed administrator policy that an ARN names, and what it gives; undefined: it names another policy. */
export const administratorPolicy = (arn: string): { name: string; power: string } | undefined =>
  awsPolicyIn(administratorPolicies, arn);
