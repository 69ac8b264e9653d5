import type { Context } from '../core/control.ts';
import { analyse, parsedText, type Analysis, type AnalysisInput, type PolicyFinding } from '../iam/index.ts';

/** A policy as a resource's state keeps it, and what of the resource bears on its meaning. */
export type PolicyInput = Omit<AnalysisInput, 'policy' | 'now' | 'requests'> & { policy: string };

/** Whether a policy may mean something else at another time; a name that is written with escapes may be any. */
const mayTellTime = (text: unknown): boolean => typeof text === 'string' && /date|epochtime|currenttime|\\/i.test(text);

type Now = Context['at'];

/**
 * Work on policies at a moment. Several controls, and every change of a resource, ask of the same texts, so the last
 * results are kept: those of so many inputs, each at most so long.
 */
export const remembering = <Input extends Pick<PolicyInput, 'policy' | 'alsoAttached' | 'boundary' | 'scps'>, Result>(
  work: (input: Input & { now: Now }) => Result,
  { most, longest }: { most: number; longest: number },
): ((input: Input, now: Now) => Result) => {
  const remembered = new Map<string, Result>();
  return (input, now) => {
    const texts = [input.policy, ...(input.alsoAttached ?? []), input.boundary, ...(input.scps ?? [])];
    const length = texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
    if (length > longest) return work({ ...input, now });
    const key = JSON.stringify([input, texts.some(mayTellTime) ? now : 0]);
    const known = remembered.get(key);
    if (known) return known;
    const result = work({ ...input, now });
    if (remembered.size >= most) remembered.delete(remembered.keys().next().value ?? '');
    remembered.set(key, result);
    return result;
  };
};

/** What a policy means at a moment. */
export const analysisOf: (input: PolicyInput, now: Now) => Analysis = remembering(
  (input: PolicyInput & { now: Now }) => analyse(input),
  { most: 256, longest: 20_000 },
);

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
export const statementLabel = ({ statement }: Pick<PolicyFinding, 'statement'>): string => {
  if (!statement) return 'The policy';
  return statement.sid === null ? `Statement ${statement.number}` : `Statement "${statement.sid}"`;
};

/** The request that proves a finding: `444455556666:root may s3:GetObject arn:aws:s3:::data/zq`. */
export const proofOf = ({ witness }: Pick<PolicyFinding, 'witness'>): string | undefined => {
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
