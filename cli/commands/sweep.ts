import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { localitiesOf, watchedAccounts } from '../../shared/app/service/places.ts';
import { sweepMessages, sweptTypes } from '../../shared/app/service/sweep.ts';
import { globMatches } from '../../shared/core/glob.ts';
import { globalRegionOf } from '../../shared/core/global-region.ts';
import { isoOf } from '../../shared/core/instant.ts';
import type { ResourceType } from '../../shared/core/resource-type.ts';
import { isGlobalSource } from '../../shared/delivery/regions.ts';
import { resourceTypes } from '../catalogue.ts';
import { configFlag, formatFlag, outputOf, stackOnlyFlag, type CommonFlags } from '../flags.ts';
import { line } from '../render/text.ts';
import { UsageError } from '../usage-error.ts';
import { openStack, openStore, workspaceFor } from '../workspace.ts';

interface Flags extends Omit<CommonFlags, 'store'> {
  stack: string;
  type?: string[];
  account?: string[];
  regions?: string;
}

/** `sagewatch sweep`: has everything looked at anew. */
export const sweepCommand = (program: Command): void => {
  const command = program
    .command('sweep')
    .summary('have a deployed stage list and read what there is, now')
    .description(
      'Asks the service to list all resources, and to read and judge each of them; otherwise it does so every night. Live events go first.\n' +
        'What a sweep by other controls or another configuration than the last finds is part of the first look: `sagewatch baseline review`.',
    )
    .option('--type <name...>', 'only these types, with *: sagemaker/*')
    .option('--account <id...>', 'only these accounts (default: all that are watched)')
    .option('--regions <list>', 'only these Regions, separated by commas (default: all that are watched)');
  stackOnlyFlag(command);
  configFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch sweep --stack prod\n  sagewatch sweep --stack prod --type "sagemaker/*" --regions eu-central-1',
  );
  command.action(run);
};

const typesNamed = (patterns: readonly string[] | undefined): readonly ResourceType[] => {
  const all = sweptTypes(resourceTypes);
  for (const pattern of patterns ?? []) {
    if (!all.some(({ name }) => globMatches(pattern, name))) {
      throw new UsageError(
        `--type ${pattern}: nothing that can be listed is called so; there are ${all.map(({ name }) => name).join(', ')}`,
      );
    }
  }
  return patterns ? all.filter(({ name }) => patterns.some((pattern) => globMatches(pattern, name))) : all;
};

/** Those that are asked for, all of which have to be watched. */
const among = (wanted: readonly string[] | undefined, watched: readonly string[], what: string): readonly string[] => {
  const stranger = wanted?.find((each) => !watched.includes(each));
  if (stranger !== undefined) {
    throw new UsageError(`${stranger}: this ${what} is not watched by the stage; it watches ${watched.join(', ')}`);
  }
  return wanted ?? watched;
};

const run = async (flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const types = typesNamed(flags.type);
  const access = await openStack(flags);
  const [{ homeStack }, { workQueue }] = await Promise.all([
    import('../../shared/adapters/aws/production/home-stack.ts'),
    import('../../shared/adapters/aws/production/work-queue.ts'),
  ]);
  const stack = await homeStack(access);
  const { configuration } = await workspaceFor(flags, systemClock.now(), async () =>
    openStore({ ...flags, store: '' }, { mustExist: true }),
  );
  const globalRegion = globalRegionOf(stack.region);
  const watched = watchedAccounts(stack.account, {
    organization: stack.organization,
    named: Object.keys(configuration.accounts),
  });
  const wantedRegions = flags.regions?.split(',').map((region) => region.trim());
  const accounts = among(flags.account, watched, 'account');
  const regions = among(wantedRegions, [...new Set([...stack.regions, globalRegion])], 'Region');
  const sweep = `asked for ${isoOf(systemClock.now())}`;
  const localities = localitiesOf(
    { accounts, regions: stack.regions, home: stack.region, globalRegion },
    isGlobalSource,
  );
  const messages = sweepMessages(
    types,
    (type) => localities(type).filter(({ region }) => regions.includes(region)),
    sweep,
  );
  if (messages.length === 0) throw new UsageError('nothing of these types is listed in these Regions');
  await (await workQueue(access)).send(messages);
  const asked = {
    sweep,
    lists: messages.length,
    types: [...new Set(messages.map(({ type }) => type))],
    accounts,
    regions: [...new Set(messages.map(({ region }) => region))].toSorted(),
  };
  if (output.format === 'json') return output.json({ type: 'sweep', ...asked });
  const { paint } = output;
  output.lines([
    line`${paint.good('asked for')}  ${asked.lists} lists: ${asked.types.length} types, ${accounts.length === 1 ? `account ${accounts[0]}` : `${accounts.length} accounts`}, in ${asked.regions.join(', ')}`,
    line`${paint.dim(`They are read as soon as no event waits. What they find: sagewatch findings --stack ${flags.stack} --open, sagewatch baseline review --stack ${flags.stack}`)}`,
  ]);
};
