import { keysOf } from './conditions.ts';
import { applies, listed, resultOf, statementsOf, type NaivePolicy, type NaiveStatement } from './evaluate.ts';
import {
  anyContext,
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
  stranger,
  strangers,
  vendor,
  type Caller,
  type NaiveRequest,
} from './universe.ts';

export type NaiveKind = 'identity' | 'trust' | 'resource';

/** More than this nobody wants to wait for. */
export const mostRequests = 3_000;

/** Some requests, each key of any of the documents saying one of the things it can, as the numbers tell. */
export const someRequests = (documents: readonly NaivePolicy[], numbers: readonly number[]): NaiveRequest[] => {
  const keys = [...new Set(documents.flatMap(mentionedKeys))];
  const pairs = subjects('identity');
  return numbers.flatMap((number) => {
    const who = ourselves[number % ourselves.length];
    const [action, resource] = pairs[number % pairs.length] ?? [];
    if (who === undefined || action === undefined || resource === undefined) return [];
    const contexts = keys.map((key, index) => {
      const all = contextsOf(who, [key], { home: true }, comparedIn(documents[0] ?? { Statement: [] }));
      return all[(number >> (index % 16)) % all.length] ?? {};
    });
    return [{ action, resource, caller: who, context: Object.assign({}, ...contexts) as NaiveRequest['context'] }];
  });
};

/** The keys that a policy mentions, in small letters. */
export const mentionedKeys = (policy: NaivePolicy): string[] => [
  ...new Set([
    ...statementsOf(policy).flatMap(({ Condition = {} }) => keysOf(Condition)),
    ...(JSON.stringify(policy).includes('${aws:username}') ? ['aws:username'] : []),
  ]),
];

/** What the strings of conditions are compared with, by key. */
export const comparedIn = (policy: NaivePolicy): Record<string, string[]> => {
  const compared: Record<string, string[]> = {};
  for (const { Condition = {} } of statementsOf(policy)) {
    for (const [operator, keys] of Object.entries(Condition)) {
      if (!operator.includes('String')) continue;
      for (const [key, values] of Object.entries(keys)) {
        (compared[key.toLowerCase()] ??= []).push(...[values].flat().map(String));
      }
    }
  }
  return compared;
};

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
  options: { home?: boolean; anything?: boolean } = {},
): NaiveRequest[] => {
  const keys = mentionedKeys(policy);
  const seen = new Set<string>();
  const contexts = (...[who, mentioned, compared]: Parameters<typeof anyContext>) =>
    options.anything ? anyContext(who, mentioned, compared) : contextsOf(who, mentioned, options, compared);
  return callers.flatMap((caller) =>
    contexts(caller, keys, comparedIn(policy)).flatMap((context) => {
      // Callers that no policy names are told apart by what their requests say alone.
      const same = JSON.stringify([caller.account === stranger || caller.id, keys.map((key) => context[key] ?? null)]);
      if (seen.has(same)) return [];
      seen.add(same);
      return subjects(kind).map(([action, resource]) => ({ action, resource, caller, context }));
    }),
  );
};

/** A role is never assumed without a signature. */
const outsiders = (kind: NaiveKind): readonly Caller[] =>
  kind === 'trust' ? strangers.filter((one) => one.kind !== 'Anonymous') : strangers;

/** Somebody with no relation to the owner is let in. */
export const isPublic = (policy: NaivePolicy, kind: NaiveKind): NaiveRequest | undefined =>
  kind === 'identity'
    ? undefined
    : requestsOf(policy, kind, outsiders(kind)).find((request) => resultOf(policy, request) === 'allowed');

/** Keys whose values name an account: who calls, or for whom. */
const namingKeys = new Set(['aws:principalaccount', 'aws:principalarn', 'aws:sourceaccount', 'aws:sourcearn']);

/** The values that conditions ask for, of keys that name an account. */
const wantedBy = ({ Condition = {} }: NaiveStatement): string[] =>
  Object.entries(Condition).flatMap(([operator, keys]) =>
    /not|null/i.test(operator)
      ? []
      : Object.entries(keys).flatMap(([key, values]) =>
          namingKeys.has(key.toLowerCase()) ? [values].flat().map(String) : [],
        ),
  );

/** Whether a statement lets members of an account in by name, be it among many in its principals or in its conditions. */
const names = (statement: NaiveStatement, account: string): boolean => {
  const { Principal, NotPrincipal } = statement;
  const principals = typeof Principal === 'object' ? listed(Principal['AWS']) : [];
  const anybody = Principal === '*' || principals.includes('*') || NotPrincipal !== undefined;
  const wanted = (value: string) => value === account || value.split(':')[4] === account;
  return principals.some((one) => one.includes(account)) || (anybody && wantedBy(statement).some(wanted));
};

/** The accounts that a statement names, other than the owner's, some member of which it lets in. */
export const crossAccounts = (policy: NaivePolicy, kind: NaiveKind, account: string | undefined): string[] => {
  if (kind === 'identity') return [];
  const others = [owner, partner, vendor].filter((one) => one !== account);
  return others.filter((other) => {
    const naming = statementsOf(policy).filter((statement) => statement.Effect === 'Allow' && names(statement, other));
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
  requestsOf(policy, kind, ourselves, { anything: true }).every((request) => resultOf(policy, request) === 'allowed');
