import { keysOf } from './conditions.ts';
import { applies, listed, resultOf, statementsOf, type NaivePolicy } from './evaluate.ts';
import {
  bucketActions,
  bucketResources,
  contextsOf,
  identityActions,
  identityResources,
  membersOf,
  ourselves,
  owner,
  ownRole,
  partner,
  strangers,
  vendor,
  type Caller,
  type NaiveRequest,
} from './universe.ts';

export type NaiveKind = 'identity' | 'trust' | 'resource';

/** More than this nobody wants to wait for. */
export const mostRequests = 3_000;

const mentionedKeys = (policy: NaivePolicy): string[] => [
  ...new Set([
    ...statementsOf(policy).flatMap(({ Condition = {} }) => keysOf(Condition)),
    ...(JSON.stringify(policy).includes('${aws:username}') ? ['aws:username'] : []),
  ]),
];

const subjects = (kind: NaiveKind): readonly (readonly [action: string, resource: string])[] => {
  if (kind === 'trust') return [['sts:AssumeRole', ownRole]];
  const [actions, resources] =
    kind === 'resource' ? [bucketActions, bucketResources] : [identityActions, identityResources];
  return actions.flatMap((action) => resources.map((resource) => [action, resource] as const));
};

/** Every request that some callers can make, as far as the policy can tell them apart. */
export const requestsOf = (
  policy: NaivePolicy,
  kind: NaiveKind,
  callers: readonly Caller[],
  options: { home?: boolean; unsaid?: boolean } = {},
): NaiveRequest[] => {
  const keys = mentionedKeys(policy);
  const seen = new Set<string>();
  return callers.flatMap((caller) =>
    contextsOf(caller, keys, options).flatMap((context) => {
      // Callers that no policy names are told apart by what their requests say alone.
      const same = JSON.stringify([callers === strangers || caller.id, keys.map((key) => context[key] ?? null)]);
      if (seen.has(same)) return [];
      seen.add(same);
      return subjects(kind).map(([action, resource]) => ({ action, resource, caller, context }));
    }),
  );
};

/** Somebody with no relation to the owner is let in. */
export const isPublic = (policy: NaivePolicy, kind: NaiveKind): NaiveRequest | undefined =>
  kind === 'identity'
    ? undefined
    : requestsOf(policy, kind, strangers).find((request) => resultOf(policy, request) === 'allowed');

const names = (principal: unknown, account: string): boolean =>
  typeof principal === 'object' &&
  principal !== null &&
  listed((principal as Record<string, string | string[]>)['AWS']).some((one) => one.includes(account));

/** The accounts that a statement names, other than the owner's, some member of which it lets in. */
export const crossAccounts = (policy: NaivePolicy, kind: NaiveKind, account: string | undefined): string[] => {
  if (kind === 'identity') return [];
  const others = [owner, partner, vendor].filter((one) => one !== account);
  return others.filter((other) => {
    const naming = statementsOf(policy).filter(
      ({ Effect, Principal }) => Effect === 'Allow' && names(Principal, other),
    );
    if (naming.length === 0) return false;
    return requestsOf(policy, kind, membersOf(other), { home: true }).some(
      (request) =>
        naming.some((statement) => applies(statement, request, policy.Version)) &&
        resultOf(policy, request) === 'allowed',
    );
  });
};

/** Everything is allowed on everything, whatever the request says. */
export const isAdministrator = (policy: NaivePolicy, kind: NaiveKind): boolean =>
  kind === 'identity' &&
  requestsOf(policy, kind, ourselves, { home: true, unsaid: true }).every(
    (request) => resultOf(policy, request) === 'allowed',
  );
