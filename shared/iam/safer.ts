import type { PolicyFinding, PolicyKind } from './analysis.ts';
import { isMembers, type Members } from './members.ts';

const withCondition = (statement: Members, operator: string, key: string, value: unknown): Members => {
  const condition = isMembers(statement['Condition']) ? statement['Condition'] : {};
  const tests = isMembers(condition[operator]) ? condition[operator] : {};
  return { ...statement, Condition: { ...condition, [operator]: { ...tests, [key]: value } } };
};

/** Conditions that hold for a missing key made to ask for it: `StringEqualsIfExists` to `StringEquals`. */
const asking = (statement: Members): Members | undefined => {
  const condition = statement['Condition'];
  if (!isMembers(condition)) return undefined;
  const weak = Object.keys(condition).filter((operator) => /ifexists$/i.test(operator) && !/not/i.test(operator));
  if (weak.length === 0) return undefined;
  const renamed = Object.entries(condition).map(([operator, tests]) => [
    weak.includes(operator) ? operator.replace(/^ForAllValues:/i, 'ForAnyValue:').replace(/ifexists$/i, '') : operator,
    tests,
  ]);
  return { ...statement, Condition: Object.fromEntries(renamed) as unknown };
};

const deputyKeys = /^aws:source(account|arn|owner|orgid|orgpaths)$/i;

/** A statement whose stars and missing tests of the source are replaced by the owner's account. */
const guarded = (statement: Members, account: string): Members => {
  const condition = isMembers(statement['Condition']) ? statement['Condition'] : {};
  const kept = Object.entries(condition).flatMap(([operator, tests]) => {
    if (!isMembers(tests)) return [];
    const others = Object.entries(tests).filter(([key]) => !deputyKeys.test(key));
    return others.length > 0 ? [[operator, Object.fromEntries(others)]] : [];
  });
  return withCondition(
    { ...statement, Condition: Object.fromEntries(kept) as unknown },
    'StringEquals',
    'aws:SourceAccount',
    account,
  );
};

const onlyPassesRoles = ({ Action }: Members): boolean =>
  [Action].flat().every((action) => typeof action === 'string' && action.toLowerCase() === 'iam:passrole');

/**
 * A safer version of the statement a finding is about, where one can be derived from it; names in capitals are to be filled
 * in. Undefined where only its author can know what was meant.
 */
export const saferStatement = (
  { id }: PolicyFinding,
  statement: unknown,
  {
    account = 'ACCOUNT-ID',
    partition = 'aws',
    org,
    kind,
  }: {
    account?: string | undefined;
    partition?: string | undefined;
    org?: string | undefined;
    kind?: PolicyKind | undefined;
  },
): Members | undefined => {
  if (!isMembers(statement)) return undefined;
  const [member, detail] = [
    id.slice(0, id.indexOf(':') < 0 ? id.length : id.indexOf(':')),
    id.slice(id.indexOf(':') + 1),
  ];
  switch (member) {
    case 'confusedDeputy':
      return guarded(statement, account);
    case 'public': {
      const asked = asking(statement);
      if (asked) return asked;
      if (org !== undefined) return withCondition(statement, 'StringEquals', 'aws:PrincipalOrgID', org);
      // Endpoints of S3 and DynamoDB know no principals but everybody: a condition tells who.
      if (kind === 'endpoint') return withCondition(statement, 'StringEquals', 'aws:PrincipalAccount', account);
      const { NotPrincipal: _, Principal: named, ...rest } = statement;
      // Services and identity providers beside everybody stay.
      const others = isMembers(named) ? named : {};
      return { ...rest, Principal: { ...others, AWS: `arn:${partition}:iam::${account}:root` } };
    }
    case 'passRoleWildcard':
      if (!onlyPassesRoles(statement)) return undefined;
      return withCondition(
        { ...statement, Resource: `arn:${partition}:iam::${account}:role/ROLE-NAME` },
        'StringEquals',
        'iam:PassedToService',
        'sagemaker.amazonaws.com',
      );
    case 'federatedUnscoped': {
      const issuer = detail.slice(
        detail.indexOf(':oidc-provider/') < 0 ? 0 : detail.indexOf(':oidc-provider/') + ':oidc-provider/'.length,
      );
      if (detail.includes(':saml-provider/'))
        return withCondition(statement, 'StringEquals', 'SAML:aud', 'https://signin.aws.amazon.com/saml');
      const subject = issuer === 'token.actions.githubusercontent.com' ? 'repo:ORGANIZATION/REPOSITORY:*' : 'SUBJECT';
      return withCondition(statement, subject.includes('*') ? 'StringLike' : 'StringEquals', `${issuer}:sub`, subject);
    }
    default:
      return undefined;
  }
};
