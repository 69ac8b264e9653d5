import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
  type Stack as SdkStack,
} from '@aws-sdk/client-cloudformation';
import { seconds } from '../../../core/instant.ts';
import type { Sleep } from '../../../ports.ts';

/** A stack of CloudFormation, as it stands. */
export interface Stack {
  id: string;
  status: string;
  isProtected: boolean;
  parameters: Readonly<Record<string, string>>;
}

/** Which stack of which Region. */
export interface StackName {
  name: string;
  region: string;
}

/** How a stack is to be. */
export interface StackPlan extends StackName {
  template: string;
  parameters: Readonly<Record<string, string>>;
  tags: Readonly<Record<string, string>>;
  /** Whether somebody has to say so twice to delete it. */
  isProtected: boolean;
}

export type Deployed = 'created' | 'updated' | 'unchanged';

/** The stacks of an account. What CloudFormation does not bring to an end is thrown, with its own words for why. */
export interface Stacks {
  find(stack: StackName): Promise<Stack | undefined>;
  deploy(plan: StackPlan): Promise<Deployed>;
  /** Nothing happens where there is none. */
  remove(stack: StackName): Promise<void>;
}

/** What is used of the SDK's client. */
export interface CloudFormation {
  // Its commands have a type each.
  send(command: any): Promise<object>;
}

const pause = seconds(3);

/** A creation that was rolled back leaves a stack that can only be deleted. */
const isLeftover = ({ status }: Stack): boolean => /^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED)$/.test(status);

const isMissing = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist');

const isUnchanged = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('No updates are to be performed');

const stackOf = ({ StackId = '', StackStatus, Parameters = [], EnableTerminationProtection }: SdkStack): Stack => ({
  id: StackId,
  status: StackStatus ?? '',
  isProtected: EnableTerminationProtection === true,
  parameters: Object.fromEntries(
    Parameters.map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
  ),
});

const pairs = (values: Readonly<Record<string, string>>): { Key: string; Value: string }[] =>
  Object.entries(values).map(([Key, Value]) => ({ Key, Value }));

/** The stacks that CloudFormation knows of, Region by Region. */
export const cloudFormationStacks = (clientFor: (region: string) => CloudFormation, sleep: Sleep): Stacks => {
  /** By its name as it is now, or by its id also when it is deleted. */
  const described = async (region: string, nameOrId: string): Promise<Stack | undefined> => {
    try {
      const output = await clientFor(region).send(new DescribeStacksCommand({ StackName: nameOrId }));
      const [stack] = (output as { Stacks?: SdkStack[] }).Stacks ?? [];
      return stack && stackOf(stack);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  /** The first things that went wrong: what follows is only called off. */
  const faults = async (region: string, id: string): Promise<string> => {
    const output = await clientFor(region).send(new DescribeStackEventsCommand({ StackName: id }));
    const { StackEvents: events = [] } = output as {
      StackEvents?: { ResourceStatus?: string; ResourceStatusReason?: string; LogicalResourceId?: string }[];
    };
    const found = events
      .filter(({ ResourceStatus = '', ResourceStatusReason = '' }) => {
        return ResourceStatus.endsWith('_FAILED') && !/cancelled/i.test(ResourceStatusReason);
      })
      .map(({ LogicalResourceId = '', ResourceStatusReason = '' }) => `${LogicalResourceId}: ${ResourceStatusReason}`);
    return found.length === 0 ? '' : `\n  ${found.reverse().slice(0, 5).join('\n  ')}`;
  };

  const ended = async ({ name, region }: StackName, id: string, good: string): Promise<void> => {
    for (;;) {
      const stack = await described(region, id);
      const status = stack?.status ?? 'DELETE_COMPLETE';
      if (status === good) return;
      if (!status.endsWith('_IN_PROGRESS')) {
        throw new Error(`stack ${name} in ${region} ended as ${status}${await faults(region, id)}`);
      }
      await sleep(pause);
    }
  };

  const find = async ({ name, region }: StackName) => described(region, name);

  const remove = async ({ name, region }: StackName): Promise<void> => {
    const stack = await described(region, name);
    if (!stack) return;
    const client = clientFor(region);
    if (stack.isProtected) {
      await client.send(
        new UpdateTerminationProtectionCommand({ StackName: name, EnableTerminationProtection: false }),
      );
    }
    await client.send(new DeleteStackCommand({ StackName: name }));
    await ended({ name, region }, stack.id, 'DELETE_COMPLETE');
  };

  const deploy = async (plan: StackPlan): Promise<Deployed> => {
    const { name, region, template, parameters, tags, isProtected } = plan;
    const input = {
      StackName: name,
      TemplateBody: template,
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Tags: pairs(tags),
      Capabilities: ['CAPABILITY_NAMED_IAM' as const],
    };
    const client = clientFor(region);
    const before = await find(plan);
    if (before?.status.endsWith('_IN_PROGRESS')) throw new Error(`stack ${name} in ${region} is just being changed`);
    if (before && isLeftover(before)) await remove(plan);
    if (!before || isLeftover(before)) {
      const made = await client.send(new CreateStackCommand({ ...input, EnableTerminationProtection: isProtected }));
      await ended(plan, (made as { StackId?: string }).StackId ?? name, 'CREATE_COMPLETE');
      return 'created';
    }
    try {
      await client.send(new UpdateStackCommand(input));
    } catch (error) {
      if (isUnchanged(error)) return 'unchanged';
      throw error;
    }
    await ended(plan, before.id, 'UPDATE_COMPLETE');
    return 'updated';
  };

  return { find, deploy, remove };
};

/** Clients with the user's own credentials. */
export const cloudFormationClients = (): ((region: string) => CloudFormation) => {
  const clients = new Map<string, CloudFormationClient>();
  return (region) => {
    const client = clients.get(region) ?? new CloudFormationClient({ region, maxAttempts: 8 });
    clients.set(region, client);
    return client;
  };
};

/** The Region that the environment or the profile names; throws where none does. */
export const configuredRegion = async (): Promise<string> => new CloudFormationClient({}).config.region();
