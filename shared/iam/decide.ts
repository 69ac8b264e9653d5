import type { Decision, DecisionContext, Policies, PolicyRequest, RequestPrincipal } from './analysis.ts';
import type { ContextKeys } from './context.ts';
import type { Statement } from './document.ts';
import { matches } from './patterns.ts';
import { accountOf, callersAccount, isAbout, keysOf } from './principal.ts';
import { isUnreadable, readDocument, reasonText } from './read.ts';
import { holds, substituted, type Context } from './values.ts';

/** A request whose action is in small letters and whose keys are ready to be looked up. */
export interface Asked {
  action: string;
  resource: string;
  caller: RequestPrincipal | undefined;
  context: Context;
}

/** Whether a statement is about an action; the two are in small letters. */
export const aboutAction = ({ actions, notAction }: Statement, action: string): boolean => {
  for (const pattern of actions) if (matches(pattern, action)) return !notAction;
  return notAction;
};

/** Whether a statement is about a resource. Without resources it is about what it is attached to. */
export const aboutResource = (
  { resources, notResource, variables }: Statement,
  resource: string,
  context: Context,
): boolean => {
  if (resources === undefined) return true;
  for (const pattern of resources) {
    const text = variables ? substituted(pattern, context) : pattern;
    if (text !== undefined && matches(text, resource)) return !notResource;
  }
  return notResource;
};

/** Whether a statement takes part in a decision: who, what, on what, and every condition. */
export const applies = (statement: Statement, { action, resource, caller, context }: Asked): boolean =>
  aboutAction(statement, action) &&
  aboutResource(statement, resource, context) &&
  isAbout(statement, caller) &&
  statement.tests.every((test) => holds(test, context));

/** What one layer of statements says: a Deny is stronger than any Allow, and without an Allow nothing is allowed. */
export const decideStatements = (statements: readonly Statement[], asked: Asked): Decision => {
  let allowed = false;
  for (const statement of statements) {
    if (allowed && statement.effect === 'Allow') continue;
    if (!applies(statement, asked)) continue;
    if (statement.effect === 'Deny') return 'explicitDeny';
    allowed = true;
  }
  return allowed ? 'allowed' : 'implicitDeny';
};

/** The keys of a request, ready: the time and what the caller's name says are there without being told. */
export const contextOf = (
  given: ContextKeys | undefined,
  caller: RequestPrincipal | undefined,
  now: number,
): Map<string, readonly string[]> => {
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(given ?? {})) {
    context.set(key.toLowerCase(), (Array.isArray(value) ? (value as unknown[]) : [value]).map(String));
  }
  const known = {
    'aws:currenttime': new Date(now).toISOString(),
    'aws:epochtime': String(Math.floor(now / 1_000)),
    ...keysOf(caller),
  };
  for (const [key, value] of Object.entries(known)) if (!context.has(key)) context.set(key, [value]);
  return context;
};

export const askedOf = ({ action, resource, principal, contextKeys }: PolicyRequest, now: number): Asked => ({
  action: action.toLowerCase(),
  resource,
  caller: principal,
  context: contextOf(contextKeys, principal, now),
});

/** The statements that bear on a request, by what they are attached to. */
export interface Layers {
  identity: readonly Statement[] | undefined;
  resource: readonly Statement[] | undefined;
  boundary: readonly Statement[] | undefined;
  scps: readonly (readonly Statement[])[];
}

/**
 * What all documents together say [IAM, policy evaluation logic]: an explicit Deny anywhere wins; every SCP and the boundary
 * have to allow; then within one account the caller's or the resource's policy is enough, across accounts both have to allow.
 * Trust and key policies decide alone: give them without identity policies.
 */
export const decideLayers = (layers: Layers, asked: Asked, account: string | undefined): Decision => {
  const { identity, resource, boundary, scps } = layers;
  const limits = [...(boundary ? [boundary] : []), ...scps].map((layer) => decideStatements(layer, asked));
  const own = identity && decideStatements(identity, asked);
  const theirs = resource && decideStatements(resource, asked);
  if ([...limits, own, theirs].includes('explicitDeny')) return 'explicitDeny';
  if (limits.includes('implicitDeny')) return 'implicitDeny';
  if (own === undefined || theirs === undefined) return own ?? theirs ?? 'implicitDeny';
  const owner = account ?? accountOf(asked.resource) ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(asked.resource)?.[1];
  const caller = callersAccount(asked.caller);
  const both = caller !== undefined && owner !== undefined && caller !== owner;
  return (both ? own === 'allowed' && theirs === 'allowed' : own === 'allowed' || theirs === 'allowed')
    ? 'allowed'
    : 'implicitDeny';
};

/** A document that was given for a decision and cannot be read: nothing can be decided with it. */
export class UnreadablePolicyError extends Error {
  override name = 'UnreadablePolicyError';
}

/** The SCPs of one level: it allows what any of them does. */
export const documentsOf = (level: unknown): readonly unknown[] => (Array.isArray(level) ? level : [level]);

const statementsOf = (policy: unknown, kind: 'identity' | 'resource' | 'scp', name: string): readonly Statement[] => {
  const read = readDocument(policy, kind, name);
  if (isUnreadable(read)) throw new UnreadablePolicyError(`${name}: ${reasonText(read)}`);
  return read.statements;
};

/**
 * Whether a request is allowed by the documents that bear on it. Throws UnreadablePolicyError where one of them cannot be
 * read, for then there is no answer.
 */
export const decide = (request: PolicyRequest, policies: Policies, { now, account }: DecisionContext): Decision => {
  const { identity, resource, boundary, scps = [] } = policies;
  const layers: Layers = {
    identity: identity?.flatMap((policy, index) => statementsOf(policy, 'identity', `policy ${index + 1}`)),
    resource: resource === undefined || resource === null ? undefined : statementsOf(resource, 'resource', 'policy'),
    boundary: boundary === undefined || boundary === null ? undefined : statementsOf(boundary, 'identity', 'boundary'),
    scps: scps.map((level, index) =>
      documentsOf(level).flatMap((policy) => statementsOf(policy, 'scp', `scp ${index + 1}`)),
    ),
  };
  return decideLayers(layers, askedOf(request, now), account);
};
