import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import { awsManagedPolicies, firstSaved } from '../../shared/adapters/local/aws-managed-policies.ts';
import type { Severity } from '../../shared/core/configuration.ts';
import { severities } from '../../shared/core/configuration.ts';
import { atLeast } from '../../shared/core/severity.ts';
import type { Store } from '../../shared/ports.ts';
import { configFlag, formatFlag, outputOf, periodFlags, severityFlag, storeFlag, type CommonFlags } from '../flags.ts';
import { progressBar } from '../progress.ts';
import { openStore, workspaceFor } from '../workspace.ts';

interface Flags extends CommonFlags {
  since?: string;
  until?: string;
  minSeverity?: Severity;
  failOn?: Severity;
  describe?: string;
  profile?: string;
  region?: string;
  regions?: string;
  asDelivered?: true;
}

/** `sagewatch replay`: trail files in, a timeline of findings out. */
export const replayCommand = (program: Command): void => {
  const command = program
    .command('replay')
    .summary('run CloudTrail records through the watchdog and show what it would have said')
    .description(
      'Reads CloudTrail records and shows, in the order in which it happened, every finding that opened, reopened, became graver or was resolved, and the totals.\n' +
        'A SOURCE is a file, a folder, a glob, - for standard input, s3://bucket/prefix, or lookup:90d (your account, through CloudTrail LookupEvents).',
    )
    .argument('<source...>', 'where the records are');
  periodFlags(command);
  severityFlag(command, '--min-severity', 'show only findings at or above this severity');
  severityFlag(command, '--fail-on', 'exit with 1 when a finding at or above this severity is open in the end');
  command
    .option('--describe <dir>', 'folder of saved Describe outputs (JSON), for what the records do not tell')
    .option('--profile <name>', 'AWS profile for s3://, lookup: and --stack')
    .option('--region <region>', 'AWS Region of that profile, in which also the stage runs')
    .option('--regions <list>', 'Regions for lookup:, separated by commas, or all; us-east-1 is always among them');
  command.option(
    '--as-delivered',
    'take only what the EventBridge rules of the service on AWS would deliver, and say how much they hold back',
  );
  storeFlag(command);
  configFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    `
Examples:
  sagewatch replay ./AWSLogs
  sagewatch replay lookup:90d --profile audit --regions eu-central-1,us-east-1
  sagewatch replay s3://my-trail-bucket/AWSLogs --since 2026-11-01 --fail-on high
  sagewatch replay ./AWSLogs --as-delivered --store :memory:
  zcat *.json.gz | sagewatch replay - --store :memory: --format json`,
  );
  command.action(async (sources: string[], flags: Flags) => {
    process.exitCode = await run(sources, flags);
  });
};

const run = async (sources: readonly string[], flags: Flags): Promise<number> => {
  const [{ replay }, { filesOf }, { systemClock }, { telling, tellTotals }] = await Promise.all([
    import('../../shared/app/replay.ts'),
    import('../sources.ts'),
    import('../../shared/adapters/local/clock.ts'),
    import('../telling.ts'),
  ]);
  const output = outputOf(flags);
  // Opened when it is needed: what was asked for wrongly leaves no store behind.
  let opened: Promise<Store> | undefined;
  const store = async () => (opened ??= openStore(flags, { mustExist: false }));
  const isKept = flags.stack !== undefined || flags.store !== ':memory:';
  const place = await workspaceFor(flags, systemClock.now(), store);
  const { configuration, catalogue } = place;
  let progress = progressBar();
  const told = telling(output, place, { minSeverity: flags.minSeverity, progress: () => progress });
  const saved =
    flags.describe === undefined
      ? awsManagedPolicies()
      : firstSaved(await describedIn(flags.describe, told.onNote), awsManagedPolicies());
  const checkpoint = async (name: string) => (await store()).checkpoint(name);
  try {
    const { files, period, total } = await filesOf(sources, flags, checkpoint, told.onNote);
    progress = progressBar(total);
    const begun = performance.now();
    const totals = await replay(files, {
      store: await store(),
      clock: systemClock,
      saved,
      catalogue,
      configuration,
      period,
      ...(flags.asDelivered && { isDelivered: await delivery() }),
      // Nothing of a store in memory can be lost by waiting; so the same run says the same, however fast the machine is.
      ...(!isKept && { holdMilliseconds: Infinity }),
      ...told,
    });
    progress.clear();
    const { open, waived } = await tellTotals(
      output,
      place,
      await store(),
      totals,
      (performance.now() - begun) / 1_000,
      isKept,
    );
    if (totals.stopped !== undefined || totals.unreadableFiles > 0) return 1;
    const { failOn } = flags;
    if (failOn === undefined) return 0;
    return severities.some((severity) => atLeast(severity, failOn) && open[severity] > waived[severity]) ? 1 : 0;
  } finally {
    progress.clear();
    await (await opened)?.close();
  }
};

const describedIn = async (folder: string, note: (file: string, text: string) => void) => {
  const { describeFolder } = await import('../../shared/adapters/local/describe-folder.ts');
  const { resourceTypes } = await import('../catalogue.ts');
  return describeFolder(folder, resourceTypes, note);
};

/** What the service's rules deliver. They are those of every control: no configuration narrows them. */
const delivery = async () => {
  const [{ deliveredBy }, { deliveryRules }, { resourceTypes, controls }, { catalogueOf }, { defaultConfiguration }] =
    await Promise.all([
      import('../../shared/delivery/delivered.ts'),
      import('../../shared/delivery/rules.ts'),
      import('../catalogue.ts'),
      import('../../shared/core/catalogue.ts'),
      import('../../shared/core/configuration.ts'),
    ]);
  return deliveredBy(deliveryRules(catalogueOf(resourceTypes, controls, defaultConfiguration)));
};
