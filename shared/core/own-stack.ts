import type { Actor, Call } from './change.ts';

/** `sagewatch-STAGE`, and what stands behind it in the names of all that is deployed. [serverless.yml, infra/table.yml] */
const ownName = /^sagewatch-([a-z][a-z0-9]{0,19})(-[\w-]+)?$/;

/** `sagewatch-STAGE-REGION-FUNCTION`. [infra/roles.yml] */
const ownRole = /:assumed-role\/sagewatch-[a-z][a-z0-9]{0,19}-[a-z]{2}(-[a-z]+)+-\d+-[a-z]+\/[^/]*$/;

/** Whether a name says that what it names is of a stack of Sagewatch's own. */
export const isOwnName = (name: string): boolean => ownName.test(name);

/** The stage in a name of Sagewatch's own. */
export const stageIn = (name: string): string | undefined => ownName.exec(name)?.[1];

/**
 * Whether a role of Sagewatch's own did it, as its name says. What it does is judged like anything else, since anybody who
 * may make roles may name one so; but it is no reason to look further.
 */
export const isOwnActor = ({ type, arn }: Actor): boolean => type === 'AssumedRole' && ownRole.test(arn ?? '');

/**
 * Whether CloudFormation made the call, as part of a deployment. AWS writes both members itself: no caller can make them up.
 * [CloudTrail, userIdentity element: invokedBy; record contents: sourceIPAddress]
 */
export const isDeployment = ({ actor, address }: Pick<Call, 'actor' | 'address'>): boolean =>
  actor.invokedBy === 'cloudformation.amazonaws.com' || address === 'cloudformation.amazonaws.com';
