import type { Actor } from './change.ts';
import { caselessGlobMatches } from './glob.ts';

/** What of an actor says which ARNs it has. */
export type Named = Pick<Actor, 'arn' | 'principal' | 'session'>;

const behind = ({ principal, session }: Named): string | undefined =>
  // The principal of a session is the ARN of its role or user with the session behind it.
  session !== undefined && principal.startsWith('arn:') ? principal.slice(0, principal.lastIndexOf('/')) : undefined;

/** The ARNs by which people name who made a call: of a session, that of the role or user behind it (as IAM writes it) and its own. */
export const arnsOf = (actor: Named): readonly string[] => {
  const { arn, principal } = actor;
  return [...new Set([behind(actor), arn, principal])].filter((name) => name?.startsWith('arn:') === true) as string[];
};

/** Whether a pattern names who made a call. IAM's names are unique in any letter case. */
export const namesActor = (pattern: string, actor: Named): boolean =>
  arnsOf(actor).some((arn) => caselessGlobMatches(pattern, arn));
