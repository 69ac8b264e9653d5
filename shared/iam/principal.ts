import type { RequestPrincipal } from './analysis.ts';
import type { Principals, Statement } from './document.ts';
import { effort } from './effort.ts';

/** The account of an ARN that names a principal; undefined where it has none of twelve digits. */
export const accountOf = (principal: string): string | undefined => {
  if (/^\d{12}$/.test(principal)) return principal;
  return /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];
};

/** What a deleted principal leaves behind: a unique id, which nobody has any more. */
export const isDeleted = (principal: string): boolean => /^A[A-Z0-9]{3}[A-Z0-9]{8,}$/.test(principal);

/** A whole account, however it is written. */
export const isWholeAccount = (principal: string): boolean =>
  /^\d{12}$/.test(principal) || /^arn:[^:]*:iam::\d{12}:root$/.test(principal);

/** An assumed role's session named by the role it is of. */
const roleOfSession = (arn: string): string | undefined => {
  const session = /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : undefined;
};

const sameRole = (named: string, role: string): boolean =>
  named === role || (named.includes(':role/') && named.replace(/:role\/.*\//, ':role/') === role);

/** The AWS principals of a statement, ready to be asked: whole accounts, names. */
interface Index {
  accounts: ReadonlySet<string>;
  names: ReadonlySet<string>;
}

const indexes = new WeakMap<Principals, Index>();

const indexOf = (principals: Principals): Index => {
  const known = indexes.get(principals);
  if (known) return known;
  effort(principals.aws.length);
  const index = {
    accounts: new Set(principals.aws.flatMap((named) => (isWholeAccount(named) ? (accountOf(named) ?? []) : []))),
    names: new Set(principals.aws),
  };
  indexes.set(principals, index);
  return index;
};

const namesAws = (principals: Principals, id: string): boolean => {
  const { accounts, names } = indexOf(principals);
  const account = accountOf(id);
  if (names.has(id) || (account !== undefined && accounts.has(account))) return true;
  const role = roleOfSession(id);
  return role !== undefined && principals.aws.some((named) => sameRole(named, role));
};

/** Whether principals of a statement include who calls. */
export const includes = (principals: Principals, { type, id }: RequestPrincipal): boolean => {
  switch (type) {
    case 'Anonymous':
      return principals.everyone;
    case 'AWS':
      return principals.everyone || namesAws(principals, id);
    case 'Service': {
      // `Principal: "*"` is everyone and everything, services too.
      const service = id.toLowerCase();
      return principals.aws.includes('*') || principals.service.includes('*') || principals.service.includes(service);
    }
    case 'Federated':
      return principals.aws.includes('*') || principals.federated.includes('*') || principals.federated.includes(id);
    case 'CanonicalUser':
      return principals.everyone || principals.canonical.includes(id);
  }
};

/** Whether a statement is about who calls; without principals it is attached to them. */
export const isAbout = ({ principals, notPrincipals }: Statement, caller: RequestPrincipal | undefined): boolean => {
  if (principals) return caller !== undefined && includes(principals, caller);
  return notPrincipals ? caller !== undefined && !includes(notPrincipals, caller) : true;
};

/** The account of who calls, where it has one. */
export const callersAccount = (caller: RequestPrincipal | undefined): string | undefined =>
  caller?.type === 'AWS' ? accountOf(caller.id) : undefined;

/** What requests say of a caller by themselves, keys in small letters: `aws:PrincipalArn`, `aws:PrincipalAccount`, … */
export const keysOf = (caller: RequestPrincipal | undefined): Readonly<Record<string, string>> => {
  if (!caller) return {};
  if (caller.type === 'Service') {
    return { 'aws:principalisawsservice': 'true', 'aws:principalservicename': caller.id };
  }
  if (caller.type === 'Federated') return { 'aws:federatedprovider': caller.id };
  if (caller.type !== 'AWS') return { 'aws:principalisawsservice': 'false' };
  const account = accountOf(caller.id);
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(caller.id)?.[1];
  const arn = roleOfSession(caller.id) ?? (isWholeAccount(caller.id) ? `arn:aws:iam::${account}:root` : caller.id);
  return {
    'aws:principalarn': arn,
    'aws:principalisawsservice': 'false',
    ...(account !== undefined && { 'aws:principalaccount': account, 'kms:calleraccount': account }),
    ...(user !== undefined && { 'aws:username': user }),
  };
};
