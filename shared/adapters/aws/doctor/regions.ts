import type { RegionFacts, RuleFacts } from '../../../app/service/doctor-facts.ts';
import { stackNames } from '../../../app/service/names.ts';
import { describedStack, type HomeStack } from '../production/home-stack.ts';
import type { StackAccess } from '../production/stack-access.ts';
import { allPages, asked } from './asked.ts';

interface Made {
  ResourceType?: string;
  PhysicalResourceId?: string;
  ResourceStatus?: string;
}

/** The names of the rules that a stack has made: CloudFormation calls one of another bus than the default one `bus|rule`. */
const rulesMade = async (access: StackAccess, stack: string, region: string): Promise<string[]> => {
  const { ListStackResourcesCommand } = await import('@aws-sdk/client-cloudformation');
  const client = await access.client('cloudformation', region);
  const made = await allPages<Made>(async (NextToken) => {
    const output = (await client.send(new ListStackResourcesCommand({ StackName: stack, NextToken }))) as {
      StackResourceSummaries?: Made[];
      NextToken?: string;
    };
    return { items: output.StackResourceSummaries, next: output.NextToken };
  });
  return made
    .filter(
      ({ ResourceType, ResourceStatus }) =>
        ResourceType === 'AWS::Events::Rule' && ResourceStatus !== 'DELETE_COMPLETE',
    )
    .flatMap(({ PhysicalResourceId }) => PhysicalResourceId?.split('|').at(-1) ?? []);
};

interface Standing {
  Name?: string;
  State?: string;
}

/** The rules that stand on a bus, with whether they are enabled; none stand on one that is gone. */
const rulesOn = async (access: StackAccess, bus: string, region: string): Promise<[string, boolean][]> => {
  const { ListRulesCommand } = await import('@aws-sdk/client-eventbridge');
  const client = await access.client('events', region);
  try {
    const rules = await allPages<Standing>(async (NextToken) => {
      const input = { EventBusName: bus, NamePrefix: stackNames(access.stage).home, NextToken };
      const output = (await client.send(new ListRulesCommand(input))) as { Rules?: Standing[]; NextToken?: string };
      return { items: output.Rules, next: output.NextToken };
    });
    return rules.map(({ Name = '', State }) => [Name, State !== 'DISABLED']);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  }
};

const ruleFacts = async (
  access: StackAccess,
  stack: string,
  { region, buses }: { region: string; buses: readonly string[] },
): Promise<RuleFacts> => {
  const made = await rulesMade(access, stack, region);
  const standing = new Map((await Promise.all(buses.map(async (bus) => rulesOn(access, bus, region)))).flat());
  return {
    missing: made.filter((name) => !standing.has(name)),
    disabled: made.filter((name) => standing.get(name) === false),
    enabled: made.filter((name) => standing.get(name) === true).length,
  };
};

/** Every Region that is watched: what forwards from there, and the rules that stand there. */
export const regionFacts = async (access: StackAccess, home: HomeStack): Promise<readonly RegionFacts[]> => {
  const names = stackNames(access.stage);
  return Promise.all(
    home.regions.map(async (region): Promise<RegionFacts> => {
      const isHome = region === home.region;
      const stack = isHome ? names.home : names.forwarder;
      // Events of AWS reach the default bus only; what other Regions forward has a bus of its own.
      const buses = isHome ? ['default', names.home] : ['default'];
      const status = isHome
        ? { kind: 'told' as const, value: home.status }
        : await asked(async () => (await describedStack(access, stack, region))?.status);
      const isThere = status.kind === 'unknown' || status.value !== undefined;
      return {
        region,
        isHome,
        status,
        rules: await asked(async () =>
          isThere ? ruleFacts(access, stack, { region, buses }) : { missing: [], disabled: [], enabled: 0 },
        ),
      };
    }),
  );
};
