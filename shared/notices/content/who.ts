import { actorName, institutionOf, ownNameOf, roleOf } from '../../core/actor-name.ts';
import type { Actor, Call } from '../../core/change.ts';
import type { Configuration } from '../../core/configuration.ts';
import type { Hand } from '../../core/finding.ts';
import { isKnownOrigin } from '../../core/network-origin.ts';
import type { Who } from '../notice.ts';
import { clientOf } from './client.ts';
import { cut } from './text.ts';

/** `AWSReservedSSO_DataScientist_0123456789abcdef`: the role that Identity Center makes of a permission set in an account. */
const permissionSetRole = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/** Sessions that a program named, as `principal` has them: what varies is a star. They say nothing of who it was. */
const namedByProgram =
  /^(\*|i-\*|(botocore-session|aws-sdk-js|aws-sdk-java|aws-go-sdk|AWSCLI-Session|SageMaker)-\*|SageMaker|AWSCloudFormation)$/i;

/** SageMaker takes its execution roles under this name, in Studio, notebooks and jobs. */
const sageMakerSession = 'SageMaker';

const sageMakerService = 'sagemaker.amazonaws.com';

interface Named {
  name: string;
  through: readonly string[];
}

const sessionOf = (actor: Actor, role: string): Named => {
  const permissionSet = permissionSetRole.exec(role)?.[1];
  const through = permissionSet === undefined ? `the role ${role}` : `the permission set ${permissionSet}`;
  const isSageMaker = actor.session === sageMakerSession;
  if (actor.sourceIdentity !== undefined) {
    // With ExecutionRoleIdentityConfig, Studio sets the name of the user profile as the source identity.
    return { name: actor.sourceIdentity, through: isSageMaker ? ['SageMaker Studio', through] : [through] };
  }
  const stable = actor.principal.slice(actor.principal.lastIndexOf('/') + 1);
  if (!namedByProgram.test(stable)) return { name: ownNameOf(actor), through: [through] };
  return { name: through, through: isSageMaker ? ['SageMaker'] : [] };
};

/** Somebody of another account, or whom Identity Center knows, has no ARN here; `AROA…:alice` is a session all the same. */
const withoutArn = ({ principal, account, sourceIdentity }: Actor): Named => ({
  name: sourceIdentity ?? (principal.slice(principal.indexOf(':') + 1) || principal),
  through: account !== undefined && account !== principal ? [`the account ${account}`] : [],
});

const namedOf = (actor: Actor): Named => {
  const institution = institutionOf(actor);
  if (institution !== undefined) return { name: institution, through: [] };
  const role = roleOf(actor);
  const named = role !== undefined && role !== '' ? sessionOf(actor, role) : undefined;
  const { name, through } =
    named ?? (actor.arn === undefined ? withoutArn(actor) : { name: ownNameOf(actor), through: [] });
  const { invokedBy } = actor;
  const isSaid = invokedBy === sageMakerService && through.includes('SageMaker');
  return { name, through: invokedBy === undefined || isSaid ? through : [...through, invokedBy] };
};

/** Who is meant where no record tells who it was. */
export const nobodyTold = actorName(undefined);

/** Names are told as far as anybody would read them. */
const limits = { name: 200, arn: 600, through: 300, address: 100 };

/**
 * Who did something and from where, as a colleague would say it: a person's name where the session shows it, else the user,
 * role or service. `call`: the call behind the hand, as far as it is at hand; without it nobody knows the client.
 */
export const whoOf = (
  { actor, address }: Pick<Hand, 'actor' | 'address'>,
  configuration: Pick<Configuration, 'networks' | 'vpcEndpoints'>,
  call?: Pick<Call, 'userAgent' | 'vpcEndpointId'>,
): Who => {
  if (!actor) return { name: nobodyTold };
  const { name, through } = namedOf(actor);
  const isKnown = isKnownOrigin({ address, vpcEndpointId: call?.vpcEndpointId }, configuration);
  // A service that calls for somebody stands in the place of address and user agent, too: that is said once.
  const isService = (told: string | undefined): boolean => told !== undefined && told === actor.invokedBy;
  const client = isService(call?.userAgent) ? undefined : clientOf(call?.userAgent);
  return {
    name: cut(name, limits.name),
    ...(actor.arn !== undefined && { arn: cut(actor.arn, limits.arn) }),
    ...(through.length > 0 && { through: cut(through.join(', '), limits.through) }),
    ...(address !== undefined && !isService(address) && { address: cut(address, limits.address) }),
    ...(isKnown !== undefined && { isKnownNetwork: isKnown }),
    ...(client !== undefined && { client }),
  };
};
