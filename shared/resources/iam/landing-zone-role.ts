import type { Statement } from '../../iam/document.ts';
import { accountOf, isWholeAccount } from '../../iam/principal.ts';
import { isUnreadable, readDocument } from '../../iam/read.ts';

/** Whom a trust policy lets in, all its statements together: accounts, single roles, services. */
interface Trusted {
  accounts: readonly string[];
  /** `444455556666 aws-service-role/…/Name`. */
  roles: readonly string[];
  services: readonly string[];
}

/** The account that has to be one's own for a trust to be the expected one; undefined: it is another trust. */
type Expected = (trusted: Trusted) => readonly string[] | undefined;

const onlyAccounts: Expected = ({ accounts, roles, services }) =>
  accounts.length > 0 && roles.length === 0 && services.length === 0 ? accounts : undefined;

const oneAccount: Expected = (trusted) => (trusted.accounts.length === 1 ? onlyAccounts(trusted) : undefined);

const onlyService =
  (service: string): Expected =>
  ({ accounts, roles, services }) =>
    accounts.length === 0 && roles.length === 0 && services.length === 1 && services[0] === service ? [] : undefined;

const onlyRole =
  (path: string): Expected =>
  ({ accounts, roles, services }) => {
    const [account = '', name] = roles.length === 1 ? (roles[0] ?? '').split(' ') : [];
    return accounts.length === 0 && services.length === 0 && name === path ? [account] : undefined;
  };

const either =
  (...all: readonly Expected[]): Expected =>
  (trusted) => {
    for (const each of all) {
      const found = each(trusted);
      if (found) return found;
    }
    return undefined;
  };

interface Kind {
  maker: string;
  /** The role's whole name; an account in it has to be the role's own. */
  name: RegExp;
  /** Whether its maker gives it every right in the account. */
  administrator: boolean;
  trust: Expected;
}

const controlTower = (name: string, service: string): Kind => ({
  maker: 'AWS Control Tower',
  name: new RegExp(`^AWSControlTower${name}$`),
  administrator: false,
  trust: onlyService(`${service}.amazonaws.com`),
});

const cdk = (name: string, administrator: boolean, trust: Expected): Kind => ({
  maker: 'AWS CDK',
  name: new RegExp(`^cdk-hnb659fds-${name}-role-(\\d{12})-[a-z]{2}(?:-[a-z]+)+-\\d$`),
  administrator,
  trust,
});

const stackSets = 'CloudFormation StackSets';
const stackSetsAdministrator =
  'aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin';

/**
 * Sources: the AWS Control Tower user guide ("Roles and permissions"), the AWS Organizations user guide (accessing member
 * accounts), the CloudFormation user guide (StackSets: self-managed and service-managed permissions), and the bootstrap
 * template of the AWS CDK, version 26; of the CDK only the qualifier that it has by default.
 */
const kinds: readonly Kind[] = [
  { maker: 'AWS Control Tower', name: /^AWSControlTowerExecution$/, administrator: true, trust: oneAccount },
  controlTower('Admin', 'controltower'),
  controlTower('StackSetRole', 'cloudformation'),
  controlTower('CloudTrailRole', 'cloudtrail'),
  controlTower('ConfigAggregatorRoleForOrganizations', 'config'),
  { maker: 'AWS Organizations', name: /^OrganizationAccountAccessRole$/, administrator: true, trust: oneAccount },
  {
    maker: stackSets,
    name: /^AWSCloudFormationStackSetExecutionRole$/,
    administrator: true,
    trust: either(oneAccount, onlyRole('AWSCloudFormationStackSetAdministrationRole')),
  },
  {
    maker: stackSets,
    name: /^AWSCloudFormationStackSetAdministrationRole$/,
    administrator: false,
    trust: onlyService('cloudformation.amazonaws.com'),
  },
  {
    maker: stackSets,
    name: /^stacksets-exec-[0-9a-f]{32}$/,
    administrator: true,
    trust: onlyRole(stackSetsAdministrator),
  },
  cdk('cfn-exec', true, onlyService('cloudformation.amazonaws.com')),
  ...['deploy', 'file-publishing', 'image-publishing', 'lookup'].map((name) => cdk(name, false, onlyAccounts)),
];

const assuming = new Set(['sts:assumerole', 'sts:tagsession']);

const isPlain = ({ actions, notAction, principals, notPrincipals }: Statement): boolean =>
  principals !== undefined &&
  notPrincipals === undefined &&
  !notAction &&
  !principals.everyone &&
  principals.federated.length === 0 &&
  principals.canonical.length === 0 &&
  actions.every((action) => assuming.has(action));

/** Whom a trust policy lets in by naming them; undefined: it lets in somebody in another way. What narrows it does no harm. */
const trustedBy = (trust: string): Trusted | undefined => {
  const document = readDocument(trust, 'trust');
  if (isUnreadable(document)) return undefined;
  const allows = document.statements.filter(({ effect }) => effect === 'Allow');
  if (!allows.every(isPlain)) return undefined;
  const accounts = new Set<string>();
  const roles = new Set<string>();
  for (const principal of allows.flatMap(({ principals }) => principals?.aws ?? [])) {
    const account = isWholeAccount(principal) ? accountOf(principal) : undefined;
    const [, owner, role] = /^arn:[^:]+:iam::(\d{12}):role\/(.+)$/.exec(principal) ?? [];
    if (account) accounts.add(account);
    else if (owner && role) roles.add(`${owner} ${role}`);
    else return undefined;
  }
  const services = new Set(allows.flatMap(({ principals }) => principals?.service ?? []));
  return { accounts: [...accounts], roles: [...roles], services: [...services] };
};

/** A role that a landing zone makes in every account, recognised by its name and by exactly the trust that its maker gives it. */
export interface LandingZoneRole {
  /** `AWS Control Tower`. */
  maker: string;
  /** Whether its maker gives it every right in the account. */
  administrator: boolean;
  /** Accounts whose people or roles can assume it: all of them have to be one's own, or it is somebody else's role. */
  trustedAccounts: readonly string[];
}

const kindNamed = (name: string, account: string): Kind | undefined =>
  kinds.find((kind) => {
    const [whole, named = account] = kind.name.exec(name) ?? [];
    return whole !== undefined && named === account;
  });

/**
 * The landing-zone role that a role is. Its path plays no part: names are unique in an account whatever the path. Undefined:
 * it has another name, or another trust than a role of its name has, and is like any other role.
 */
export const landingZoneRole = (
  { arn, account }: { arn: string; account: string },
  trust: string,
): LandingZoneRole | undefined => {
  const kind = kindNamed(arn.slice(arn.lastIndexOf('/') + 1), account);
  const trusted = kind && trustedBy(trust);
  const trustedAccounts = trusted && kind.trust(trusted);
  return trustedAccounts && { maker: kind.maker, administrator: kind.administrator, trustedAccounts };
};
