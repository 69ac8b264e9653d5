import type { Instant } from '../core/instant.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import { escalationPaths, type EscalationPath } from '../iam/escalation-paths/index.ts';
import { analysisOf, findingsOf, withStatements, type PolicyInput } from './policy-analysis.ts';

/**
 * Statements that take away what proves no more rights: attaching policies that are named, changing roles that none but AWS
 * can change, and whatever asks for a permissions boundary.
 */
const withoutProof = (partition: string): readonly object[] => [
  {
    Effect: 'Deny',
    Action: ['iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:AttachGroupPolicy'],
    Resource: '*',
    Condition: { ArnNotEquals: { 'iam:PolicyARN': `arn:${partition}:iam::aws:policy/AdministratorAccess` } },
  },
  {
    Effect: 'Deny',
    Action: 'iam:*',
    Resource: ['aws-service-role', 'aws-reserved'].map((path) => `arn:${partition}:iam::*:role/${path}/*`),
  },
  { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: { Null: { 'iam:PermissionsBoundary': 'false' } } },
];

/** Passing roles that are named proves nothing: who may start jobs has to pass one. */
const namedRoles = (partition: string, account: string): object => ({
  Effect: 'Deny',
  Action: 'iam:PassRole',
  NotResource: `arn:${partition}:iam::${account}:role/any-role-zq`,
});
const everyRole = { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' };

const proven = new Map(escalationPaths.filter(({ tier }) => tier === 'A').map((path) => [path.id, path]));

/**
 * The ways to more rights that policies prove by themselves, whatever else there is in the account. `byIam`: only those of
 * IAM's own, by which one makes oneself an administrator; the others, by services that act under any role they are handed,
 * lead as far as there are roles. A text: why it cannot be told.
 */
export const provenWays = (
  input: PolicyInput,
  { arn, account }: Pick<ResourceRef, 'arn' | 'account'>,
  at: Instant,
  { byIam }: { byIam: boolean },
): readonly EscalationPath[] | string => {
  // What cannot be read says nothing, and would say even less with statements behind it.
  const whole = analysisOf(input, at);
  if (whole.indeterminate !== null) return whole.indeterminate;
  const partition = arn.split(':')[1] ?? 'aws';
  const passing = byIam ? everyRole : namedRoles(partition, account);
  const policy = withStatements(input.policy, passing, ...withoutProof(partition));
  const left = analysisOf({ ...input, policy }, at);
  if (left.indeterminate !== null) return left.indeterminate;
  return findingsOf(left, 'privilegeEscalation').flatMap(([id]) => proven.get(id) ?? []);
};

const mostNamed = 3;

/** Some ways in words: `iam-005 (iam:PutRolePolicy) and 2 more`. */
export const waysText = (ways: readonly EscalationPath[]): string => {
  const named = ways
    .slice(0, mostNamed)
    .map(({ id, required }) => `${id} (${required.map(({ action }) => action).join(', ')})`);
  return `${named.join(', ')}${ways.length > mostNamed ? ` and ${ways.length - mostNamed} more` : ''}`;
};
