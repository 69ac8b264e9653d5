import type { Instant } from '../core/instant.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import { escalationPaths, type EscalationPath } from '../iam/escalation-paths/index.ts';
import type { NotDecided, PolicyFinding } from '../iam/index.ts';
import { placeOf, type IdentityPolicies } from './identity.ts';
import {
  analysisOf,
  findingsOf,
  proofOf,
  statementLabel,
  withStatements,
  type PolicyInput,
} from './policy-analysis.ts';

/** A way to more rights that policies prove by themselves. */
export interface ProvenWay {
  path: EscalationPath;
  finding: PolicyFinding;
}

/**
 * What a document that lists it does not prove to be more rights: passing roles it names (who may start jobs has to pass
 * one), attaching policies it names, what a permissions boundary limits, where it has to be given, and changing roles that
 * IAM lets none but AWS change.
 */
const harmless = ({ arn, account }: Pick<ResourceRef, 'arn' | 'account'>): readonly object[] => {
  const partition = arn.split(':')[1] ?? 'aws';
  const attaching = ['iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:AttachGroupPolicy'];
  return [
    { Effect: 'Deny', Action: 'iam:PassRole', NotResource: `arn:${partition}:iam::${account}:role/any-role-zq` },
    {
      Effect: 'Deny',
      Action: attaching,
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
};

const proven = new Map(escalationPaths.filter(({ tier }) => tier === 'A').map((path) => [path.id, path]));

/** The ways to more rights that policies prove by themselves, whatever else there is in the account. */
export const provenEscalation = (
  input: PolicyInput,
  owner: Pick<ResourceRef, 'arn' | 'account'>,
  at: Instant,
): readonly ProvenWay[] | NotDecided => {
  // What cannot be read says nothing, and would say even less with statements behind it.
  const whole = analysisOf(input, at);
  if (whole.indeterminate !== null) return { reason: whole.indeterminate };
  if (whole.privilegeEscalation?.length === 0) return [];
  const left = analysisOf({ ...input, policy: withStatements(input.policy, ...harmless(owner)) }, at);
  if (left.indeterminate !== null) return { reason: left.indeterminate };
  return findingsOf(left, 'privilegeEscalation').flatMap(([id, finding]) => {
    const path = proven.get(id);
    return path ? [{ path, finding }] : [];
  });
};

const mostNamed = 3;

/** Some ways in words: `iam-005 (iam:PutRolePolicy) and 2 more`. */
export const waysText = (ways: readonly ProvenWay[]): string => {
  const named = ways
    .slice(0, mostNamed)
    .map(({ path: { id, required } }) => `${id} (${required.map(({ action }) => action).join(', ')})`);
  return `${named.join(', ')}${ways.length > mostNamed ? ` and ${ways.length - mostNamed} more` : ''}`;
};

/** All ways, each with the statement and the request that prove it. */
export const wayDetails = (ways: readonly ProvenWay[]): readonly string[] =>
  ways.map(({ path, finding }) =>
    [`${path.id}: ${path.title}`, statementLabel(finding), proofOf(finding)]
      .filter((part) => part !== undefined)
      .join(': '),
  );

/** The calls of a way, those of one statement together: `iam:PassRole by statement 1 of …, glue:CreateJob and …`. */
export const callsOf = ({ finding: { calls = [] } }: ProvenWay, policies: IdentityPolicies): string => {
  const byPlace = new Map<string, readonly string[]>();
  for (const { action, statement } of calls) {
    const place = placeOf({ statement }, policies);
    byPlace.set(place, [...(byPlace.get(place) ?? []), action]);
  }
  return [...byPlace].map(([place, actions]) => `${actions.join(' and ')} by ${place}`).join(', ');
};
