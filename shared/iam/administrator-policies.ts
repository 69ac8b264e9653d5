/** AWS managed policies that are, or can give themselves, all power, by name. PowerUserAccess by itself leaves IAM out. */
export const administratorPolicies: Readonly<Record<string, string>> = {
  AdministratorAccess: 'every action on every resource',
  IAMFullAccess: 'all of IAM, and with it the power to give itself everything else',
};

/** The AWS managed policy among these that an ARN names, in any partition, and what it gives; undefined: it names another. */
export const awsPolicyIn = (
  policies: Readonly<Record<string, string>>,
  arn: string,
): { name: string; power: string } | undefined => {
  const wanted = /^arn:[^:]+:iam::aws:policy\/([\w-]+)$/i.exec(arn)?.[1]?.toLowerCase();
  const found = Object.entries(policies).find(([name]) => name.toLowerCase() === wanted);
  return found && { name: found[0], power: found[1] };
};

/** The AWS managed administrator policy that an ARN names, and what it gives; undefined: it names another policy. */
export const administratorPolicy = (arn: string): { name: string; power: string } | undefined =>
  awsPolicyIn(administratorPolicies, arn);
