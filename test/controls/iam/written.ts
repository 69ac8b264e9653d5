/** A row of a permissions policy: the document of these statements. */
export const permissions = (...Statement: object[]) => ({
  document: JSON.stringify({ Version: '2012-10-17', Statement }),
});

type Texts = string | string[];

export const allow = (Action: Texts, Resource: Texts = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});

export const deny = (Action: Texts, Resource: Texts = '*', Condition?: object) => ({
  ...allow(Action, Resource, Condition),
  Effect: 'Deny',
});

/** The record of a policy that is written into a role. */
export const putRolePolicy = ({ document }: { document: string }) => ({
  eventSource: 'iam.amazonaws.com',
  eventName: 'PutRolePolicy',
  awsRegion: 'us-east-1',
  requestParameters: { roleName: 'trainer', policyName: 'work', policyDocument: document },
});

/** A row of a role's trust policy: each statement lets somebody assume it. */
export const trust = (...statements: object[]) => ({
  trust: JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement })),
  }),
  serviceLinked: false,
});

/** The record of a role that is made with a trust policy. */
export const createRole = ({ trust: text }: { trust: string }) => ({
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateRole',
  awsRegion: 'us-east-1',
  requestParameters: { roleName: 'trainer', assumeRolePolicyDocument: text },
  responseElements: { role: { arn: 'arn:aws:iam::111122223333:role/trainer' } },
});
