import type { Context } from '../core/control.ts';
import { analyse, parsedText, type Analysis, type AnalysisInput, type PolicyFinding } from '../iam/index.ts';

/** A policy as a resource's state keeps it, and what of the resource bears on its meaning. */
export type PolicyInput = Omit<AnalysisInput, 'policy' | 'now' | 'requests'> & { policy: string };

const remembered = new Map<string, Analysis>();
const mostRemembered = 256;
/** Characters of policies, all together: thirty of the largest that AWS writes. */
const mostKept = 3_000_000;
let kept = 0;

const remember = (key: string, analysis: Analysis): void => {
  remembered.set(key, analysis);
  kept += key.length;
  for (const oldest of remembered.keys()) {
    if (oldest === key || (remembered.size <= mostRemembered && kept <= mostKept)) return;
    remembered.delete(oldest);
    kept -= oldest.length;
  }
};

/** Whether a policy may mean something else at another time; a name that is written with escapes may be any. */
const mayTellTime = (policy: unknown): boolean =>
  /date(not)?(equals|lessthan|greaterthan)|epochtime|currenttime|\\/i.test(
    typeof policy === 'string' ? policy : (JSON.stringify(policy) ?? ''),
  );

/**
 * What a policy means at a moment. Several controls, and every change of a resource, ask of the same text, so the last
 * analyses are kept.
 */
export const analysisOf = (input: PolicyInput, now: Context['at']): Analysis => {
  const { policy, boundary, alsoAttached = [], scps = [] } = input;
  const key = JSON.stringify([input, [policy, boundary, ...alsoAttached, ...scps].some(mayTellTime) ? now : 0]);
  const known = remembered.get(key);
  if (known) return known;
  const analysis = analyse({ ...input, now });
  remember(key, analysis);
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

/** The request that proves a finding: `444455556666:root may s3:GetObject arn:aws:s3:::data/zq`. */
export const proofOf = ({ witness }: PolicyFinding): string | undefined => {
  if (!witness) return undefined;
  const { principal, action, resource, contextKeys } = witness;
  const keys = Object.entries(contextKeys)
    .filter(([key]) => !/^aws:principal(arn|account|isawsservice)$|^kms:calleraccount$/i.test(key))
    .map(([key, values]) => `${key} ${values.join(', ')}`);
  return `${principal} may ${action} ${resource}${keys.length > 0 ? ` (${keys.join('; ')})` : ''}`;
};

/** The findings of a member (`crossAccount`) by what they are about (`444455556666`). */
export const findingsOf = ({ findings }: Analysis, member: string): readonly [string, PolicyFinding][] =>
  findings.flatMap((finding): [string, PolicyFinding][] =>
    finding.id.startsWith(`${member}:`) ? [[finding.id.slice(member.length + 1), finding]] : [],
  );
