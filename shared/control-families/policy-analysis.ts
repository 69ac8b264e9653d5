import type { Context } from '../core/control.ts';
import { analyse, parsedText, type Analysis, type AnalysisInput, type PolicyFinding } from '../iam/index.ts';

/** A policy as a resource's state keeps it, and what of the resource bears on its meaning. */
export type PolicyInput = Omit<AnalysisInput, 'policy' | 'now' | 'requests'> & { policy: string };

const remembered = new Map<string, Analysis>();
const mostRemembered = 256;
const longestRemembered = 20_000;

/** Whether policies may mean something else at another time; a name that is written with escapes may be any. An update is no date. */
export const mayTellTime = (...texts: readonly unknown[]): boolean =>
  texts.some((text) => typeof text === 'string' && /epochtime|currenttime|\\/i.test(text));

/**
 * What a policy means at a moment. Several controls, and every change of a resource, ask of the same text, so the last
 * analyses are kept.
 */
export const analysisOf = (input: PolicyInput, now: Context['at']): Analysis => {
  const { policy, alsoAttached = [], boundary } = input;
  if (policy.length > longestRemembered) return analyse({ ...input, now });
  const key = JSON.stringify([input, mayTellTime(policy, ...alsoAttached, boundary) ? now : 0]);
  const known = remembered.get(key);
  if (known) return known;
  const analysis = analyse({ ...input, now });
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(key, analysis);
  return analysis;
};

const membersIn = (text: string): Readonly<Record<string, unknown>> => {
  const parsed = parsedText(text);
  return 'value' in parsed && typeof parsed.value === 'object' ? { ...parsed.value } : {};
};

/**
 * The policy with further statements behind its own, which keep their numbers. A Deny of what is harmless leaves in an
 * analysis only what is not. For a text that an analysis could read.
 */
export const withStatements = (text: string, ...added: readonly object[]): string => {
  const members = membersIn(text);
  return JSON.stringify({ ...members, Statement: [members['Statement'] ?? [], added].flat() });
};

/** The statements of a policy as they stand in it. For a text that an analysis could read. */
export const statementsIn = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  [membersIn(text)['Statement'] ?? []].flat() as Record<string, unknown>[];

/** A statement as people find it, at the start of a sentence: `Statement "Share"`, `Statement 2`. */
export const statementLabel = ({ statement }: PolicyFinding): string => {
  if (!statement) return 'The policy';
  return statement.sid === null ? `Statement ${statement.number}` : `Statement "${statement.sid}"`;
};

/** What a request that proves a finding has to be like besides: `aws:securetransport true`. */
export const conditionsOf = ({ witness }: PolicyFinding): readonly string[] =>
  Object.entries(witness?.contextKeys ?? {})
    .filter(
      ([key]) => !/^aws:principal(arn|account|type|isawsservice)$|^aws:viaawsservice$|^kms:calleraccount$/i.test(key),
    )
    .map(([key, values]) => `${key} ${values.join(', ')}`);

/** The request that proves a finding: `444455556666:root may s3:GetObject arn:aws:s3:::data/zq`. */
export const proofOf = (finding: PolicyFinding): string | undefined => {
  const { witness } = finding;
  if (!witness) return undefined;
  const { principal, action, resource } = witness;
  const conditions = conditionsOf(finding);
  return `${principal} may ${action} ${resource}${conditions.length > 0 ? ` (${conditions.join('; ')})` : ''}`;
};

/** The findings of a member (`crossAccount`) by what they are about (`444455556666`). */
export const findingsOf = ({ findings }: Analysis, member: string): readonly [string, PolicyFinding][] =>
  findings.flatMap((finding): [string, PolicyFinding][] =>
    finding.id.startsWith(`${member}:`) ? [[finding.id.slice(member.length + 1), finding]] : [],
  );
