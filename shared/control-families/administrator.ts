import type { Context } from '../core/control.ts';
import { administratorPolicies } from '../iam/administrator-policies.ts';
import { escalationPaths } from '../iam/escalation-paths/index.ts';
import { anyName, anyUserName, type CallAsked, type PolicyFinding } from '../iam/index.ts';
import {
  analysisOf,
  grantedCallsOf,
  proofOf,
  statementBehind,
  statementLabel,
  type PolicyInput,
} from './policy-analysis.ts';

/** A policy that makes an administrator of whoever has it. */
export interface Administrator {
  /** `in effect`: it gives some rights, and by them, with no help of anything in the account, all others. */
  how: 'everything' | 'in effect';
  /** The statement by which it does, with a request that proves it. */
  finding: PolicyFinding;
  /** Said after the statement's name: "allows every action on every resource". */
  says: string;
  details: readonly string[];
}

const own = (kind: string, name: string): string => `arn:{partition}:iam::{account}:${kind}/${name}`;

const anything: Readonly<Record<string, readonly string[]>> = {
  role: [own('role', anyName)],
  // With a path, or without.
  user: [own('user', anyUserName), own('user', `${anyName}/${anyUserName}`)],
  group: [own('group', anyName)],
  policy: [own('policy', anyName)],
};

/** What has to be given a boundary may be given everything inside it, and no more. */
const withoutBoundary = { 'iam:PermissionsBoundary': 'true' };

interface Way {
  /** Of the escalation path. */
  id: string;
  /** `iam-005: Write an inline policy of a role one has`. */
  title: string;
  /** `iam:PutRolePolicy on any role`. */
  says: string;
  calls: readonly CallAsked[];
}

const attaching = (on: readonly string[], action: string, policies: readonly string[]): CallAsked => ({
  action,
  on,
  when: { Null: withoutBoundary, ArnEquals: { 'iam:PolicyARN': policies } },
});

/**
 * The escalation paths that end with every permission there is: by one call, policies are written, or all of AWS's attached.
 * Those that end with the rights of somebody else (their key, their role passed to a service, a group of theirs) prove no
 * administrator: there may be none. A policy that names roles, or boundaries, or policies to attach gives no more than those.
 */
const waysIn = (partition: string, account: string): readonly Way[] =>
  escalationPaths.flatMap(({ id, tier, title, required: [first, ...others] }): Way[] => {
    const { action = '', on = '' } = first ?? {};
    const writes = /^iam:(Put(Role|User|Group)Policy|CreatePolicyVersion)$/.test(action);
    const attaches = /^iam:Attach(Role|User|Group)Policy$/.test(action);
    const where = anything[on];
    if (tier !== 'A' || others.length > 0 || !where || !(writes || attaches)) return [];
    const way = { id, title: `${id}: ${title}`, says: `${action} on any ${on}` };
    if (writes) return [{ ...way, calls: [{ action, on: where, when: { Null: withoutBoundary } }] }];
    const ofAws = Object.keys(administratorPolicies).map((name) => `arn:${partition}:iam::aws:policy/${name}`);
    return [
      { ...way, calls: [attaching(where, action, ofAws)] },
      {
        id,
        title: `${id}: ${title}, which one has made`,
        says: `iam:CreatePolicy, and ${way.says}`,
        calls: [
          { action: 'iam:CreatePolicy', on: anything['policy'] ?? [] },
          attaching(where, action, [`arn:${partition}:iam::${account}:policy/${anyName}`]),
        ],
      },
    ];
  });

interface Ways {
  ways: readonly Way[];
  calls: readonly CallAsked[];
}

const known = new Map<string, Ways>();

const waysFor = ({ partition = 'aws', account = '*' }: PolicyInput): Ways => {
  const key = `${partition} ${account}`;
  const before = known.get(key);
  if (before) return before;
  const ways = waysIn(partition, account);
  const found = { ways, calls: ways.flatMap(({ calls }) => calls) };
  if (known.size > 100) known.clear();
  known.set(key, found);
  return found;
};

/** Whether a statement is about nobody but who uses it: `user/${aws:username}`. */
const isAboutOneself = ({ Resource }: Readonly<Record<string, unknown>>): boolean => {
  const resources = [Resource ?? '*'].flat();
  return resources.every((resource) => typeof resource === 'string' && /\$\{aws:(username|userid)\b/i.test(resource));
};

const allActions = /^[*?:]+$/;

const outright = (input: PolicyInput, finding: PolicyFinding): Administrator => {
  const { Action } = statementBehind(input, finding);
  const alone = [Action].flat().some((action) => typeof action === 'string' && allActions.test(action));
  return {
    how: 'everything',
    finding,
    says: alone ? 'allows every action on every resource' : 'allows, with the others, every action on every resource',
    details: [proofOf(finding) ?? finding.message],
  };
};

const inEffect = (input: PolicyInput, at: Context['at']): Administrator | { unknown: string } | undefined => {
  const { ways, calls } = waysFor(input);
  const granted = grantedCallsOf(input, at, calls);
  if ('reason' in granted) return { unknown: granted.reason };
  const byCall = new Map(calls.map((call, index) => [call, granted[index]]));
  const seen = new Set<string>();
  const open = ways.flatMap((way) => {
    const findings = way.calls.map((call) => byCall.get(call));
    const last = findings.at(-1);
    if (!last || seen.has(way.id) || findings.includes(undefined)) return [];
    seen.add(way.id);
    return [{ way, finding: last }];
  });
  const [first] = open;
  if (!first) return undefined;
  const how = isAboutOneself(statementBehind(input, first.finding))
    ? first.way.says.replace('any user', 'whoever has it')
    : first.way.says;
  return {
    how: 'in effect',
    finding: first.finding,
    says: `makes an administrator in effect: it allows ${how}, and so every permission there is`,
    details: open.map(({ way, finding }) =>
      [way.title, statementLabel(finding), proofOf(finding)].filter((part) => part !== undefined).join(': '),
    ),
  };
};

/**
 * Whether a permissions policy, after its Denies, makes an administrator of whoever has it: it gives everything, or what
 * gives everything. A condition on who calls, from where or when leaves it so; one on tags or a permissions boundary does not.
 */
export const administratorVerdictOf = (
  input: PolicyInput,
  at: Context['at'],
): Administrator | { unknown: string } | undefined => {
  const analysis = analysisOf(input, at);
  if (analysis.indeterminate !== null) return { unknown: analysis.indeterminate };
  const everything = analysis.findings.find(({ id }) => id === 'adminAccess');
  return everything ? outright(input, everything) : inEffect(input, at);
};

/** Whether a permissions policy is known to make an administrator of whoever has it. */
export const makesAdministrator = (input: PolicyInput, at: Context['at']): boolean => {
  const administrator = administratorVerdictOf(input, at);
  return administrator !== undefined && 'how' in administrator;
};
