import { defineActivityControl, type ActivityControl, type Context } from '../core/control.ts';
import { isDeployment, isOwnName, stageIn } from '../core/own-stack.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import type { ResourceType } from '../core/resource-type.ts';
import { shell } from '../core/shell.ts';
import { fail, notApplicable, pass, type Verdict } from '../core/verdict.ts';
import { changeControl, withRequirements } from '../frameworks/profiles.ts';
import { externalAccounts } from './external-accounts.ts';
import { partlyKnown, type PartlyKnown } from './partly-known.ts';
import { publicPolicy } from './public-policy.ts';
import { watchfulness } from './watchfulness.ts';

/** What a resource is called itself: the last part of `GROUP/NAME` and `BUS/NAME`. */
export const ownPart = ({ name }: Pick<ResourceRef, 'name'>): string => name.split('/').at(-1) ?? name;

/** Whether a resource is of a stack of Sagewatch's own, as its name says. */
export const isOwnResource = (resource: ResourceRef): boolean => isOwnName(ownPart(resource));

/** Looks for what differs from the stack that a resource belongs to. */
export const driftCommand = (resource: ResourceRef): string => {
  const stack = `sagewatch-${stageIn(ownPart(resource)) ?? 'STAGE'}`;
  // What is remembered has a stack of its own, which outlives the service. Names of roles say their Region themselves.
  const name = resource.type === 'dynamodb/table' ? `${stack}-store` : stack;
  const region = /-([a-z]{2}(?:-[a-z]+)+-\d+)-[a-z]+$/.exec(resource.name)?.[1] ?? resource.region;
  return shell`aws cloudformation detect-stack-drift --region ${region} --stack-name ${name}`;
};

interface Declared<R extends ResourceType> {
  id: `sagewatch/${string}`;
  appliesTo: R;
  /** What it is: `function`. */
  noun: string;
  /** Default: with an s. */
  plural?: string;
  /** What each call does to it, by event name: `was deleted`. */
  doings: Readonly<Record<string, string>>;
  rationale: string;
}

/**
 * Controls that nobody changes a part of Sagewatch's own stack by hand. Deployments change it through CloudFormation; what is
 * deleted otherwise is gone from the states that other controls judge, and stands here with whoever did it.
 */
export const ownChange = <R extends ResourceType>({
  id,
  appliesTo,
  noun,
  plural = `${noun}s`,
  doings,
  rationale,
}: Declared<R>): ActivityControl<R, never> =>
  defineActivityControl<R, never>({
    id,
    title: `Only deployments change Sagewatch's own ${plural}`,
    severity: 'critical',
    appliesTo,
    watches: Object.keys(doings),
    reads: [],
    rationale,
    remediation: {
      summary:
        'Ask whoever did it. See what differs from the stack and put it back, or deploy again where something is gone.',
      command: driftCommand,
    },
    requirements: withRequirements(watchfulness, changeControl),
    evaluate: ({ call }, { resource }): Verdict => {
      if (!isOwnResource(resource)) return notApplicable(`The ${noun} is not one of Sagewatch's own`);
      if (isDeployment(call)) return pass;
      return fail(
        `Outside a deployment, Sagewatch's own ${noun} ${ownPart(resource)} ${doings[call.name] ?? 'was changed'}`,
      );
    },
  });

/** Whether a policy of Sagewatch's own lets in anybody but its own and trusted accounts. */
export const closedPolicy = (
  state: PartlyKnown,
  lets: (who: string) => string,
  publicControl: string,
  context: Context,
): Verdict =>
  partlyKnown(state, (policy) => {
    const asked = { kind: 'resource' as const, policy, about: { resource: context.resource.arn }, lets };
    const verdict = publicPolicy(asked, context);
    return verdict.status === 'pass' ? externalAccounts({ ...asked, publicControl }, context) : verdict;
  });
