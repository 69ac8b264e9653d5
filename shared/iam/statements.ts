import { parsedText } from './json-text.ts';

const membersIn = (text: string): Readonly<Record<string, unknown>> => {
  const parsed = parsedText(text);
  return 'value' in parsed && typeof parsed.value === 'object' ? { ...parsed.value } : {};
};

/** The statements of a policy as they stand in it. For a text that an analysis could read. */
export const statementsIn = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  [membersIn(text)['Statement'] ?? []].flat() as Record<string, unknown>[];

/**
 * The policy with further statements behind its own, which keep their numbers. A Deny of what is harmless leaves in an
 * analysis only what is not. For a text that an analysis could read.
 */
export const withStatements = (text: string, ...added: readonly object[]): string => {
  const members = membersIn(text);
  return JSON.stringify({ ...members, Statement: [members['Statement'] ?? [], added].flat() });
};

/** A statement as people find it, at the start of a sentence: `Statement "Share"`, `Statement 2` where it has no Sid. */
export const statementName = (sid: unknown, number: number): string =>
  typeof sid === 'string' && sid !== '' ? `Statement "${sid}"` : `Statement ${number}`;
