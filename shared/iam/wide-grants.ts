import { globMatches, isAnything } from './glob.ts';
import { denies, grantsAction, type Policy, type Statement } from './policy-document.ts';

/** Resources that no policy means by name: whoever matches them all, matches everything. */
const anywhere = (partition: string): readonly string[] => [
  `arn:${partition}:iam::111122223333:role/any-role-zq`,
  `arn:${partition}:s3:::any-bucket-zq/any-key`,
  `arn:${partition}:ec2:eu-central-1:111122223333:instance/i-zq`,
  `arn:${partition}:kms:us-east-1:111122223333:key/zq`,
  `arn:${partition}:sagemaker:us-west-2:111122223333:notebook-instance/any-notebook-zq`,
];

const partitions = ['aws', 'aws-cn', 'aws-us-gov'];

const about = ({ resources, notResources }: Statement, resource: string): boolean =>
  resources.length > 0
    ? resources.some((pattern) => globMatches(pattern, resource))
    : !notResources.some((pattern) => globMatches(pattern, resource));

/** Whether a statement is about every resource, as far as no name or service leaves one out. */
export const coversEveryResource = (statement: Statement): boolean =>
  partitions.some((partition) => anywhere(partition).every((resource) => about(statement, resource)));

/** Whether a statement is about every role of an account. */
export const coversEveryRole = (statement: Statement): boolean => {
  if (statement.resources.length === 0) return coversEveryResource(statement);
  return statement.resources.some((pattern) => {
    const [, partition = '', , , account = ''] = pattern.split(':');
    const role = `arn:${/^[a-z-]+$/.test(partition) ? partition : 'aws'}:iam::${/^\d+$/.test(account) ? account : '111122223333'}:role/any-role-zq`;
    return globMatches(pattern, role);
  });
};

/** Condition keys that say who calls, from where or when: whoever meets them has all that the statement gives. */
const aboutCaller =
  /^(aws:(multifactorauth|source(ip|vpc|vpce)|vpcsourceip|securetransport|currenttime|epochtime|principal|userid|username|requestedregion|useragent|tokenissuetime|federatedprovider)|saml:|sts:)/i;

/** The keys of conditions that may narrow what a statement gives: tags of the resource, the service that is called for. */
export const narrowingKeys = ({ conditions }: Statement): readonly string[] =>
  conditions.map(({ key }) => key).filter((key) => !aboutCaller.test(key));

/** Whether a policy takes an action back from everybody, everywhere and always. */
export const deniesEverywhere = (policy: Policy, action: string): boolean =>
  denies(policy).some(
    (statement) =>
      statement.conditions.length === 0 && coversEveryResource(statement) && grantsAction(statement, action),
  );

/** Actions by which whoever holds them can give themselves all others. */
const selfGranting = ['iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:CreatePolicyVersion'];
const everywhere = ['s3:GetObject', 'ec2:RunInstances', 'kms:Decrypt', 'sts:AssumeRole', 'sagemaker:CreateTrainingJob'];

/** Whether an Allow gives all there is, but for what it names: what is left out does not keep one from giving it to oneself. */
export const isFullAdministrator = (statement: Statement, policy: Policy): boolean =>
  coversEveryResource(statement) &&
  [...selfGranting, ...everywhere].every((action) => grantsAction(statement, action)) &&
  selfGranting.some((action) => !deniesEverywhere(policy, action));

/** The whole services that an action pattern stands for: `sagemaker:*`, `sage*`; not `*`, which is everything. */
export const isWholeService = (pattern: string): boolean => {
  let end = pattern.length;
  while (pattern[end - 1] === '*') end--;
  const stem = pattern.slice(0, end);
  if (stem === pattern || stem === '' || isAnything(stem.replaceAll(':', ''))) return false;
  return !stem.includes(':') || stem.indexOf(':') === stem.length - 1;
};

/** Whether a statement is about all resources of a service: `*`, `arn:aws:s3:::*`, or all but some. */
export const coversWholeService = (statement: Statement): boolean =>
  statement.resources.length === 0 ||
  statement.resources.some((pattern) => {
    if (isAnything(pattern)) return true;
    const parts = pattern.split(':');
    const resource = parts.length > 5 ? parts.slice(5).join(':') : (parts.at(-1) ?? '');
    return resource.includes('*') && /^[*/:]+$/.test(resource);
  });
