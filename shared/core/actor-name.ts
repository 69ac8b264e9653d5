import type { Actor } from './change.ts';

const lastOf = (text: string): string => text.slice(text.lastIndexOf('/') + 1);

/** The role that a session used; undefined: no role did it. */
export const roleOf = ({ session, arn }: Actor): string | undefined =>
  session && arn ? arn.split('/').at(-2) : undefined;

/** Whoever did it in their own name, where it was neither a person nor a role: the root user, an AWS service. */
export const institutionOf = ({ type, arn, account, invokedBy }: Actor): string | undefined => {
  if (type === 'Root') return `the root user${account ? ` of ${account}` : ''}`;
  return type === 'AWSService' || (!arn && invokedBy) ? (invokedBy ?? 'an AWS service') : undefined;
};

/** What names whoever did it: the source identity that was set for the session, the session, the user. */
export const ownNameOf = ({ sourceIdentity, session, arn, principal }: Actor): string =>
  sourceIdentity ?? session ?? lastOf(arn ?? principal);

/** A person as colleagues would say it: the session and the role it used, the user, the service. */
export const actorName = (actor: Actor | undefined): string => {
  if (!actor) return 'nobody we were told of';
  const institution = institutionOf(actor);
  if (institution !== undefined) return institution;
  const role = roleOf(actor);
  return `${ownNameOf(actor)}${role ? ` as ${role}` : ''}${actor.invokedBy ? ` through ${actor.invokedBy}` : ''}`;
};
