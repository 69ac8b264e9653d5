import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import type { Severity } from '../../shared/core/configuration.ts';
import { seconds } from '../../shared/core/instant.ts';
import { durationOf } from '../../shared/core/spoken.ts';
import type { Store } from '../../shared/ports.ts';
import { configFlag, formatFlag, outputOf, severityFlag, storeFlag, type CommonFlags } from '../flags.ts';
import type { Output } from '../output.ts';
import { line, safe } from '../render/text.ts';
import { UsageError } from '../usage-error.ts';
import { openStore, workspaceFor } from '../workspace.ts';

interface Flags extends CommonFlags {
  dir?: string;
  profile?: string;
  region?: string;
  regions?: string;
  since?: string;
  every: string;
  minSeverity?: Severity;
  notices?: true;
  outbox?: string;
}

/** `sagewatch watch`: goes on. */
export const watchCommand = (program: Command): void => {
  const command = program
    .command('watch')
    .summary('go on watching: a folder, or your account')
    .description(
      'Watches until Ctrl-C: new files of a folder (--dir), or your account through CloudTrail LookupEvents.\n' +
        'Where it stopped is in the store: started again it misses nothing and repeats nothing. Events of an account are found some minutes after the call.\n' +
        'With --notices it tells as the service does: what is critical at once, the rest after its grace, what belongs together in one notice, and what became overdue.\n' +
        'All channels of sagewatch.yml lead to this terminal then: nothing is sent, nothing leaves the machine. What waits is told when it is started again.',
    )
    .option('--dir <folder>', 'a folder that log files arrive in')
    .option('--profile <name>', 'AWS profile of the account to watch, and for --stack')
    .option('--region <region>', 'AWS Region of that profile')
    .option('--regions <list>', 'Regions, separated by commas, or all; us-east-1 is always among them')
    .option('--since <time>', 'where to begin the first time: 2026-11-01, or 7d ago (default: now)')
    .option('--every <seconds>', 'how long to wait between two looks', '10');
  severityFlag(command, '--min-severity', 'show only findings at or above this severity');
  command
    .option('--notices', 'show notices, as people would get them on AWS, instead of each finding that moves')
    .option('--outbox <folder>', 'the same, and write each notice there too: as JSON, text, HTML and mail');
  storeFlag(command);
  configFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch watch --profile audit --regions eu-central-1\n  sagewatch watch --dir ./incoming --min-severity high\n  sagewatch watch --dir ./incoming --config sagewatch.yml --notices --outbox ./notices',
  );
  command.action(async (flags: Flags) => {
    process.exitCode = await run(flags);
  });
};

const run = async (flags: Flags): Promise<number> => {
  const every = Number(flags.every);
  if (!(every >= 1 && every <= 86_400)) throw new UsageError('--every takes a number of seconds from 1 to 86400');
  const account = flags.stack === undefined ? (flags.profile ?? flags.region ?? flags.regions) : flags.regions;
  if (flags.dir !== undefined && account !== undefined) {
    throw new UsageError('--dir watches a folder; --profile, --region and --regions an account: give one of both');
  }
  const hasNotices = flags.notices === true || flags.outbox !== undefined;
  if (hasNotices && flags.stack !== undefined) {
    throw new UsageError('--notices tells from a store of your own; with --stack the service tells people');
  }
  const [
    { watch },
    { accountOptions, timeFrom },
    { systemClock },
    { systemSleep },
    { progressBar },
    { telling, tellTotals },
    { liveNotices },
  ] = await Promise.all([
    import('../../shared/app/watch.ts'),
    import('../sources.ts'),
    import('../../shared/adapters/local/clock.ts'),
    import('../../shared/adapters/local/sleep.ts'),
    import('../progress.ts'),
    import('../telling.ts'),
    import('../live-notices.ts'),
  ]);
  const output = outputOf(flags);
  let opened: Promise<Store> | undefined;
  const opening = async () => (opened ??= openStore(flags, { mustExist: false }));
  const place = await workspaceFor(flags, systemClock.now(), opening);
  const progress = progressBar();
  const told = telling(output, place, { minSeverity: flags.minSeverity, progress: () => progress });
  const since = flags.since === undefined ? undefined : timeFrom(flags.since);
  const store = await opening();
  const ending = new AbortController();
  const end = () => ending.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  const begun = performance.now();
  try {
    const options = {
      ...accountOptions(flags, async (name) => store.checkpoint(name), told.onNote),
      signal: ending.signal,
    };
    const watched =
      flags.dir === undefined
        ? (await import('../../shared/adapters/aws/trail/polled-lookup.ts')).polledLookup({ ...options, since })
        : (await import('../../shared/adapters/local/files/watched-folder.ts')).watchedFolder(flags.dir, options);
    const notices = hasNotices
      ? await liveNotices(output, place, store, {
          minSeverity: flags.minSeverity ?? 'low',
          outbox: flags.outbox,
          progress,
          signal: ending.signal,
          say: (text) => tell(output, text),
        })
      : undefined;
    tell(output, `watching ${flags.dir ?? 'the account'}; Ctrl-C ends`);
    const totals = await watch(watched, {
      store,
      clock: systemClock,
      saved: awsManagedPolicies(),
      catalogue: place.catalogue,
      configuration: place.configuration,
      ...told,
      ...(notices && { onTransitions: () => {}, onCommit: notices.goOn }),
      poll: seconds(every),
      sleep: notices?.wait ?? systemSleep,
      signal: ending.signal,
      onTrouble: (message, retryIn) => tell(output, `${message}; trying again in ${durationOf(retryIn)}`),
    });
    progress.clear();
    const waiting = notices?.waiting() ?? 0;
    if (waiting > 0) tell(output, `still waiting: ${waiting}; seen to when it is started again`);
    await tellTotals(output, place, store, totals, (performance.now() - begun) / 1_000, true);
    return 0;
  } finally {
    progress.clear();
    await store.close();
  }
};

/** What is going on, beside what is found: on standard error, so that a pipe has findings only. */
const tell = (output: Output, text: string): void => {
  process.stderr.write(`${output.format === 'json' ? safe(text) : line`${output.paint.dim(text)}`}\n`);
};
