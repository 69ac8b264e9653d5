import { stackNames } from '../../../app/service/names.ts';
import type { Instant } from '../../../core/instant.ts';
import { SourceError } from '../../../core/source-error.ts';
import type { StackAccess } from './stack-access.ts';

/** A stack as CloudFormation describes it. */
export interface DescribedStack {
  status: string;
  account: string;
  createdAt: Instant | undefined;
  parameters: Readonly<Record<string, string>>;
}

/** How a stage was deployed. */
export interface HomeStack extends DescribedStack {
  region: string;
  /** The Regions that are watched, its own among them. */
  regions: readonly string[];
  /** Empty: the stage's own account alone is watched. */
  organization: string;
}

interface SdkStack {
  StackId?: string;
  StackStatus?: string;
  CreationTime?: Date;
  Parameters?: { ParameterKey?: string; ParameterValue?: string }[];
}

/** A stack of a Region by its name; undefined: there is none. */
export const describedStack = async (
  access: StackAccess,
  name: string,
  region?: string,
): Promise<DescribedStack | undefined> => {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = await access.client('cloudformation', region);
  try {
    const { Stacks = [] } = (await client.send(new DescribeStacksCommand({ StackName: name }))) as {
      Stacks?: SdkStack[];
    };
    const [stack] = Stacks;
    if (!stack) return undefined;
    return {
      status: stack.StackStatus ?? '',
      account: stack.StackId?.split(':')[4] ?? '',
      createdAt: stack.CreationTime?.getTime(),
      parameters: Object.fromEntries(
        (stack.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
      ),
    };
  } catch (error) {
    // A stack that is not there is told by a validation error. (API reference, DescribeStacks)
    if (error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
};

/** How a stage was deployed. Throws a `SourceError` where it was not. */
export const homeStack = async (access: StackAccess): Promise<HomeStack> => {
  const region = await access.region();
  const { home } = stackNames(access.stage);
  const stack = await describedStack(access, home);
  if (!stack) {
    throw new SourceError(
      `stack ${access.stage}: there is no ${home} in ${region}; name the Region that it runs in with --region, or deploy it: npm run deploy -- --stage ${access.stage}`,
    );
  }
  const { WatchedRegions = '', Organization = '' } = stack.parameters;
  const regions = WatchedRegions.split(',').filter((each) => each !== '');
  return { ...stack, region, regions: [...new Set([region, ...regions])], organization: Organization };
};
