import { allMet, type Conditions } from './conditions.ts';
import { matches } from './matching.ts';
import type { Caller, NaiveRequest } from './universe.ts';

type Many = string | readonly string[];

export interface NaiveStatement {
  Effect: 'Allow' | 'Deny';
  Action?: Many;
  NotAction?: Many;
  Resource?: Many;
  NotResource?: Many;
  Principal?: '*' | Readonly<Record<string, Many>>;
  NotPrincipal?: Readonly<Record<string, Many>>;
  Condition?: Conditions;
}

export interface NaivePolicy {
  Version?: '2012-10-17' | '2008-10-17';
  Statement: NaiveStatement | readonly NaiveStatement[];
}

export type NaiveResult = 'allowed' | 'implicitDeny' | 'explicitDeny';

export const listed = (value: Many | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

export const statementsOf = ({ Statement }: NaivePolicy): readonly NaiveStatement[] =>
  Array.isArray(Statement) ? (Statement as NaiveStatement[]) : [Statement as NaiveStatement];

const named = (principal: string, { kind, id, account }: Caller): boolean =>
  principal === '*' ||
  (kind === 'AWS' && (principal === id || principal === account || principal === `arn:aws:iam::${account}:root`));

/** Whether a statement's list of principals has a caller in it, by itself or by its account. */
const isAmong = (principals: '*' | Readonly<Record<string, Many>>, caller: Caller): boolean =>
  principals === '*' ||
  listed(principals['AWS']).some((principal) => named(principal, caller)) ||
  (caller.kind === 'Service' && listed(principals['Service']).includes(caller.id));

/** The one variable of this world. Where the request has no such key, the pattern matches nothing. */
const substituted = (pattern: string, request: NaiveRequest, version: NaivePolicy['Version']): string | undefined => {
  if (version !== '2012-10-17' || !pattern.includes('${')) return pattern;
  const [name] = request.context['aws:username'] ?? request.caller.says['aws:username'] ?? [];
  return name === undefined ? undefined : pattern.replaceAll('${aws:username}', name);
};

const isAbout = (patterns: readonly string[], request: NaiveRequest, version: NaivePolicy['Version']): boolean =>
  patterns.some((pattern) => {
    const resource = substituted(pattern, request, version);
    return resource !== undefined && matches(resource, request.resource);
  });

/** Whether a statement says anything about a request. */
export const applies = (statement: NaiveStatement, request: NaiveRequest, version: NaivePolicy['Version']): boolean => {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition = {} } = statement;
  const action = (pattern: string) => matches(pattern.toLowerCase(), request.action.toLowerCase());
  if (Action !== undefined && !listed(Action).some(action)) return false;
  if (NotAction !== undefined && listed(NotAction).some(action)) return false;
  if (Resource !== undefined && !isAbout(listed(Resource), request, version)) return false;
  if (NotResource !== undefined && isAbout(listed(NotResource), request, version)) return false;
  if (Principal !== undefined && !isAmong(Principal, request.caller)) return false;
  if (NotPrincipal !== undefined && isAmong(NotPrincipal, request.caller)) return false;
  return allMet(Condition, request.context);
};

/** What one document says of a request: a Deny decides, else an Allow. */
export const resultOf = (policy: NaivePolicy, request: NaiveRequest): NaiveResult => {
  const about = statementsOf(policy).filter((statement) => applies(statement, request, policy.Version));
  if (about.some(({ Effect }) => Effect === 'Deny')) return 'explicitDeny';
  return about.length > 0 ? 'allowed' : 'implicitDeny';
};

/** What all documents of one principal say together: no Deny anywhere, and each kind of document has to allow. */
export const togetherOf = (
  {
    identity,
    boundary,
    scps = [],
  }: { identity: readonly NaivePolicy[]; boundary?: NaivePolicy | undefined; scps?: readonly NaivePolicy[] },
  request: NaiveRequest,
): NaiveResult => {
  const bounds = [...(boundary ? [boundary] : []), ...scps];
  const results = (policies: readonly NaivePolicy[]) => policies.map((policy) => resultOf(policy, request));
  if (results([...identity, ...bounds]).includes('explicitDeny')) return 'explicitDeny';
  const within = results(bounds).every((result) => result === 'allowed');
  return within && results(identity).includes('allowed') ? 'allowed' : 'implicitDeny';
};
