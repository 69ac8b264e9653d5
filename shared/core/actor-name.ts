import type { Actor } from './change.ts';

const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** A person as colleagues would say it: the session and the role it used, the user, the service. */
export const actorName = (actor: Actor | undefined): string => {
  if (!actor) return 'nobody we were told of';
  const { type, arn, session, sourceIdentity, invokedBy, principal } = actor;
  if (type === 'Root') return `the root user${actor.account ? ` of ${actor.account}` : ''}`;
  if (type === 'AWSService' || (!arn && invokedBy)) return invokedBy ?? 'an AWS service';
  const role = session && arn ? arn.split('/').at(-2) : undefined;
  const who = sourceIdentity ?? session ?? lastOf(arn ?? principal);
  return `${who}${role ? ` as ${role}` : ''}${invokedBy ? ` through ${invokedBy}` : ''}`;
};
