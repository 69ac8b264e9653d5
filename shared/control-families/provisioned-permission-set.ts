import { defineControl, type RelatedResource, type StateControl } from '../core/control.ts';
import type { Instant } from '../core/instant.ts';
import type { KnownMap } from '../core/known-map.ts';
import { presentEntries } from '../core/known-map.ts';
import type { StateOf } from '../core/resource-type.ts';
import { shell } from '../core/shell.ts';
import { within } from '../core/trail-record.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import { administratorPolicy } from '../iam/administrator-policies.ts';
import type { iamRole } from '../resources/iam/role.ts';
import { instanceArn } from '../resources/sso/arn.ts';
import { provisionedPermissionSet } from '../resources/sso/provisioned-permission-set.ts';
import { policiesOfRole, type Identity } from './identity.ts';

const mostNamed = 4;

const accountsText = (accounts: readonly string[]): string => {
  const more = accounts.length - mostNamed;
  const named = accounts.slice(0, mostNamed).join(', ');
  return more > 0 ? `${named} and ${more} more accounts` : named;
};

/** What a policy says: AWS's own say the same everywhere. */
const textOfPolicy = ({ resource: { arn }, state }: RelatedResource): unknown =>
  /^arn:[^:]+:iam::aws:policy\//.test(arn) ? arn : [arn.slice(arn.indexOf('/')), state['document'] ?? null];

/** Roles of the same policies mean the same, wherever they are; unless the policies name their account. */
const meaningOf = ({ resource: { account }, state, related }: RelatedResource): string => {
  const { inlinePolicies, attachedPolicies, boundary } = state as Partial<StateOf<typeof iamRole>>;
  const text = JSON.stringify([
    [inlinePolicies?.complete, presentEntries(inlinePolicies)],
    [attachedPolicies?.complete, (related['attached'] ?? []).map(textOfPolicy)],
    [boundary === undefined ? 'not told' : null, (related['boundary'] ?? []).map(textOfPolicy)],
  ]);
  return text.includes(account) ? `${account} ${text}` : text;
};

interface Judged {
  accounts: string[];
  verdict: Verdict;
}

const judgedTogether = (
  roles: readonly RelatedResource[],
  judge: (role: Identity, at: Instant) => Verdict,
  at: Instant,
): readonly Judged[] => {
  const judged = new Map<string, Judged>();
  for (const role of roles) {
    const meaning = meaningOf(role);
    const alike = judged.get(meaning);
    if (alike) alike.accounts.push(role.resource.account);
    else judged.set(meaning, { accounts: [role.resource.account], verdict: judge(role, at) });
  }
  return [...judged.values()];
};

/** The permission set as calls name it: by ARNs where its creation was seen, else by what has to be put there. */
const namedBy = (name: string, evidence: unknown): string => {
  const arn = within((within(evidence, 'permissionSet') as readonly unknown[] | undefined)?.[0], 'arn');
  const instance = typeof arn === 'string' ? instanceArn(arn) : undefined;
  return instance
    ? shell`--instance-arn ${instance} --permission-set-arn ${arn}`
    : shell`--instance-arn ${'ARN of the instance'} --permission-set-arn ${`ARN of ${name}`}`;
};

/** ARNs of the managed policies that roles in a control's evidence hold. */
export const attachedIn = (evidence: unknown): readonly string[] =>
  ((within(evidence, 'roles') ?? []) as readonly unknown[])
    .flatMap((role) => presentEntries(within(role, 'attachedPolicies') as KnownMap | undefined))
    .map(([, arn]) => arn);

const administratorPolicyIn = (evidence: unknown): string | undefined =>
  attachedIn(evidence).find((arn) => administratorPolicy(arn) !== undefined);

/** Takes out the administrator policy that it holds, or else writes its inline policy anew. */
const narrowed = (set: string, evidence: unknown): string => {
  const held = administratorPolicyIn(evidence);
  return held
    ? `detach-managed-policy-from-permission-set ${set} ${shell`--managed-policy-arn ${held}`}`
    : `put-inline-policy-to-permission-set ${set} --inline-policy file://policy.json`;
};

type Declared = Omit<
  StateControl,
  'kind' | 'appliesTo' | 'reads' | 'mayRead' | 'follows' | 'remediation' | 'evaluate'
> & {
  /** What to change in the permission set. */
  summary: string;
  /**
   * The call of `aws sso-admin` that changes it, with the options that name the permission set. Default: takes out the
   * administrator policy that it holds, or else writes its inline policy anew.
   */
  change?(set: string, evidence: unknown): string;
  /** Judges one of its roles; a failure says what is wrong after the permission set's name. */
  judge(role: Identity, at: Instant): Verdict;
};

/**
 * Controls that ask what a permission set gives: of its roles in all accounts, as one. A fault in any of them fails, and is
 * mended when none has it any more; roles that were taken away count no longer.
 */
export const provisionedPermissionSetControl = ({ summary, change = narrowed, judge, ...declared }: Declared) =>
  defineControl({
    ...declared,
    appliesTo: provisionedPermissionSet,
    reads: ['roles'],
    follows: { ...policiesOfRole('roles'), roles: ['attachedPolicies'], permissionSet: [] },
    remediation: {
      summary: `${summary} Until it is provisioned again, the roles in the accounts stay as they are.`,
      command: ({ name }, evidence) => {
        const set = namedBy(name, evidence);
        return `aws sso-admin ${change(set, evidence)} && aws sso-admin provision-permission-set ${set} --target-type ALL_PROVISIONED_ACCOUNTS`;
      },
      warning: 'Whoever is assigned the permission set loses what it no longer gives, in every account.',
    },
    evaluate: (_, { related, resource, at }) => {
      const roles = (related['roles'] ?? [])
        .filter(({ exists }) => exists !== false)
        .toSorted((a, b) => (a.resource.arn < b.resource.arn ? -1 : 1));
      if (roles.length === 0) return notApplicable('It is provisioned in no account that is known');
      const judged = judgedTogether(roles, judge, at);
      const failures = judged.flatMap(({ accounts, verdict }) =>
        verdict.status === 'fail' ? [{ accounts, verdict }] : [],
      );
      const accounts = failures.flatMap((failure) => failure.accounts).toSorted();
      const [first] = failures;
      if (first) {
        return fail(`Permission set ${resource.name} (in ${accountsText(accounts)}) ${first.verdict.message}`, {
          details: failures.flatMap((failure) => [
            `${failure.accounts.join(', ')}: ${failure.verdict.message}`,
            ...failure.verdict.details,
          ]),
          reach: failures.find(({ verdict }) => verdict.reach)?.verdict.reach,
          accounts,
        });
      }
      const missing = judged.flatMap(({ accounts: where, verdict }) =>
        verdict.status === 'unknown' ? verdict.missing.map((part) => `${part} (in ${accountsText(where)})`) : [],
      );
      if (missing.length > 0) return unknown(...missing);
      return judged.find(({ verdict }) => verdict.status === 'not-applicable')?.verdict ?? pass;
    },
  });
