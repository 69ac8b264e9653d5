import type { Context } from '../core/control.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import {
  analyse,
  grantedCalls,
  grantedServices,
  statementName,
  statementsIn,
  type Analysis,
  type AnalysisInput,
  type CallAsked,
  type NotDecided,
  type PolicyFinding,
} from '../iam/index.ts';
import { inputKey, recent } from './remembering.ts';

export { statementName, statementsIn, withStatements } from '../iam/index.ts';

/** A policy as a resource's state keeps it, and what of the resource bears on its meaning. */
export type PolicyInput = Omit<AnalysisInput, 'policy' | 'now' | 'requests'> & { policy: string };

/** A policy that grants its rights to whom it is attached to, and so to principals of its own account. */
export const permissionsInput = (
  policy: string,
  { arn, account }: Pick<ResourceRef, 'arn' | 'account'>,
): PolicyInput => ({
  kind: 'identity',
  policy,
  account,
  partition: partitionOf(arn),
});

/** The partition that an ARN is of: `aws-cn`. */
const partitionOf = (arn: string): string => arn.split(':')[1] ?? 'aws';

/** What the policy of a resource or the trust of a role bears on. */
export interface OwnedPolicy {
  policy: string;
  kind: 'resource' | 'trust';
  /** What the policy is attached to, where statements name it by a star alone, or not at all. */
  about?: Pick<PolicyInput, 'bucket' | 'kmsKeyArn' | 'resource'> | undefined;
}

/** A policy that says whom a resource lets in: strangers are whoever is neither of its account nor of the organization. */
export const ownedInput = (
  { policy, kind, about = {} }: OwnedPolicy,
  { resource, configuration: { organization } }: Context,
): PolicyInput => ({
  kind,
  policy,
  ...(kind === 'trust' && { resource: resource.arn }),
  ...about,
  account: resource.account,
  ...(organization !== null && { org: organization }),
});

/** What was worked out of an input at a moment, by question. */
const answersTo = recent<Map<object, unknown>>(4_000_000);

/**
 * What a policy answers to a question at a moment. Several controls, and every change of a resource, ask of the same text, so
 * the last answers are kept.
 */
const answerTo = <Answer>(
  question: object,
  input: PolicyInput,
  now: Context['at'],
  work: (input: AnalysisInput) => Answer,
): Answer => {
  const { key, length } = inputKey(input, now);
  const answers = answersTo(key, length, () => new Map());
  if (!answers.has(question)) answers.set(question, work({ ...input, now }));
  return answers.get(question) as Answer;
};

/** What a policy means at a moment. */
export const analysisOf = (input: PolicyInput, now: Context['at']): Analysis => answerTo(analyse, input, now, analyse);

/** Which of these calls a permissions policy grants. The list is the question: write it down once, not anew for each policy. */
export const grantedCallsOf = (
  input: PolicyInput,
  now: Context['at'],
  calls: readonly CallAsked[],
): readonly (PolicyFinding | undefined)[] | NotDecided =>
  answerTo(calls, input, now, (asked) => grantedCalls(asked, calls));

/** The services that a permissions policy grants whole. */
export const grantedServicesOf = (
  input: PolicyInput,
  now: Context['at'],
): ReadonlyMap<string, PolicyFinding> | NotDecided => answerTo(grantedServices, input, now, grantedServices);

/** The statement that a finding rests on, as it stands in its document. */
export const statementBehind = (
  { policy, alsoAttached = [] }: PolicyInput,
  { statement }: PolicyFinding,
): Readonly<Record<string, unknown>> => {
  if (!statement) return {};
  const beside = /^attached (\d+)$/.exec(statement.document)?.[1];
  const text = beside === undefined ? policy : alsoAttached[Number(beside) - 1];
  return typeof text === 'string' ? (statementsIn(text)[statement.number - 1] ?? {}) : {};
};

/** The statement that a finding rests on, as people find it; a finding about the whole is about the policy. */
export const statementLabel = ({ statement }: Pick<PolicyFinding, 'statement'>): string =>
  statement ? statementName(statement.sid, statement.number) : 'The policy';

/** Keys that say again what the names of the caller and the resource say. */
const restated =
  /^aws:(principal(arn|account|isawsservice|type)|viaawsservice|resourceaccount)$|^(kms:calleraccount|s3:resourceaccount)$/i;

/** What a request that proves a finding has to be like besides: `aws:securetransport true`. */
export const conditionsOf = ({ witness }: Pick<PolicyFinding, 'witness'>): readonly string[] =>
  Object.entries(witness?.contextKeys ?? {})
    .filter(([key]) => !restated.test(key))
    .map(([key, values]) => `${key} ${values.join(', ')}`);

/** The request that proves a finding: `444455556666:root may s3:GetObject arn:aws:s3:::data/zq`. */
export const proofOf = (finding: Pick<PolicyFinding, 'witness'>): string | undefined => {
  if (!finding.witness) return undefined;
  const { principal, action, resource } = finding.witness;
  const conditions = conditionsOf(finding);
  return `${principal} may ${action} ${resource}${conditions.length > 0 ? ` (${conditions.join('; ')})` : ''}`;
};

/** The findings of a member (`crossAccount`) by what they are about (`444455556666`). */
export const findingsOf = ({ findings }: Analysis, member: string): readonly [string, PolicyFinding][] =>
  findings.flatMap((finding): [string, PolicyFinding][] =>
    finding.id.startsWith(`${member}:`) ? [[finding.id.slice(member.length + 1), finding]] : [],
  );
