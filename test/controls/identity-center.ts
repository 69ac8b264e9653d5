import type { Related } from '../../shared/core/control.ts';
import { completeMap } from '../../shared/core/known-map.ts';
import type { RecordFixture } from './cases.ts';
import { relatedResource } from './related.ts';

/** A policy that allows something, as text. */
export const allowing = (Action: string | string[], Resource = '*') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });

/** ARN of a policy of AWS's own. */
export const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

/** Names and ARNs as a state keeps them. */
export const held = (...arns: string[]) => completeMap(Object.fromEntries(arns.map((arn) => [arn.toLowerCase(), arn])));

/** The policies of a role of which all is known: managed ones by ARN (and text, where it is known), inline ones by name. */
export const permissions = (
  managed: Record<string, string | undefined> = {},
  inline: Record<string, string | null> = {},
) => ({
  state: {
    attachedPolicies: held(...Object.keys(managed)),
    inlinePolicies: completeMap(
      Object.fromEntries(Object.entries(inline).map(([name, document]) => [name.toLowerCase(), { name, document }])),
    ),
    boundary: null,
  },
  related: {
    attached: Object.entries(managed).map(([arn, document]) =>
      relatedResource('iam/managed-policy', arn, document === undefined ? {} : { document }),
    ),
  } satisfies Related,
});

/** The role of a permission set in an account. */
export const provisionedRole = (
  account: string,
  { state, related }: { state: object; related: Related },
  exists?: boolean,
) =>
  relatedResource(
    'iam/role',
    `arn:aws:iam::${account}:role/AWSReservedSSO_example_0123456789abcdef`,
    { serviceLinked: true, ...state },
    { related, ...(exists !== undefined && { exists }) },
  );

/** The state of a provisioned permission set that has these roles, and what it refers to. */
export const provisionedAs = (...roles: ReturnType<typeof provisionedRole>[]) => ({
  roles: completeMap(Object.fromEntries(roles.map(({ resource: { arn } }) => [arn, arn]))),
  related: { roles },
});

const instance = 'ssoins-72233af8ea2d1f14';

/** ARN of a permission set. */
export const setArn = (id = 'ps-ae5d1fa1f80b684e') => `arn:aws:sso:::permissionSet/${instance}/${id}`;

/** A call on Identity Center, in the account that manages it. */
export const identityCenter = (eventName: string, requestParameters: object, more: object = {}): RecordFixture => ({
  eventSource: 'sso.amazonaws.com',
  eventName,
  requestParameters: { instanceArn: `arn:aws:sso:::instance/${instance}`, ...requestParameters },
  ...more,
});

/** The creation of a permission set. */
export const setCreation = (name: string, id?: string): RecordFixture =>
  identityCenter(
    'CreatePermissionSet',
    { name, sessionDuration: 'PT12H', tags: [] },
    { responseElements: { permissionSet: { name, permissionSetArn: setArn(id), sessionDuration: 'PT12H' } } },
  );

/** Whom IAM's records name where Identity Center provisions a member account. */
const itself = (account: string) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::${account}:assumed-role/AWSServiceRoleForSSO/AWS-SSO`,
  accountId: account,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      arn: `arn:aws:iam::${account}:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO`,
      accountId: account,
      userName: 'AWSServiceRoleForSSO',
    },
  },
  invokedBy: 'sso.amazonaws.com',
});

/** What Identity Center calls on the role of a permission set in an account. */
export const provisioning = (
  account: string,
  eventName: string,
  requestParameters: object = {},
  name = 'DataAdmin',
): RecordFixture => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  recipientAccountId: account,
  userIdentity: itself(account),
  sourceIPAddress: 'sso.amazonaws.com',
  userAgent: 'sso.amazonaws.com',
  requestParameters: { roleName: `AWSReservedSSO_${name}_c194f596bcea55cc`, ...requestParameters },
});

const trust = (account: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      Principal: { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_DO_NOT_DELETE` },
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    },
  });

/** Identity Center makes the role of a permission set in an account. */
export const roleCreation = (account: string, name = 'DataAdmin'): RecordFixture =>
  provisioning(
    account,
    'CreateRole',
    {
      path: '/aws-reserved/sso.amazonaws.com/',
      assumeRolePolicyDocument: trust(account),
      maxSessionDuration: 43_200,
    },
    name,
  );
