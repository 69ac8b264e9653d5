import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import type { Severity } from '../../shared/core/configuration.ts';
import { severities } from '../../shared/core/configuration.ts';
import { atLeast } from '../../shared/core/severity.ts';
import { configFlag, formatFlag, outputOf, periodFlags, severityFlag, storeFlag, type CommonFlags } from '../flags.ts';
import { progressBar } from '../progress.ts';
import { transitionJson } from '../render/json.ts';
import { safe } from '../render/text.ts';
import { transitionLines } from '../render/timeline.ts';
import { openStore, workspace } from '../workspace.ts';

interface Flags extends CommonFlags {
  since?: string;
  until?: string;
  minSeverity?: Severity;
  failOn?: Severity;
  describe?: string;
  profile?: string;
  region?: string;
  regions?: string;
}

/** `sagewatch replay`: trail files in, a timeline of findings out. */
export const replayCommand = (program: Command): void => {
  const command = program
    .command('replay')
    .summary('run CloudTrail records through the watchdog and show what it would have said')
    .description(
      'Reads CloudTrail records and shows, in the order in which it happened, every finding that opened, reopened or was resolved, and the totals.\n' +
        'A SOURCE is a file, a folder, a glob, - for standard input, s3://bucket/prefix, or lookup:90d (your account, through CloudTrail LookupEvents).',
    )
    .argument('<source...>', 'where the records are');
  periodFlags(command);
  severityFlag(command, '--min-severity', 'show only findings at or above this severity');
  severityFlag(command, '--fail-on', 'exit with 1 when a finding at or above this severity is open in the end');
  command
    .option('--describe <dir>', 'folder of saved Describe outputs (JSON), for what the records do not tell')
    .option('--profile <name>', 'AWS profile for s3:// and lookup:')
    .option('--region <region>', 'AWS Region of that profile')
    .option('--regions <list>', 'Regions for lookup:, separated by commas, or all; us-east-1 is always among them');
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
  zcat *.json.gz | sagewatch replay - --store :memory: --format json`,
  );
  command.action(async (sources: string[], flags: Flags) => {
    process.exitCode = await run(sources, flags);
  });
};

const run = async (sources: readonly string[], flags: Flags): Promise<number> => {
  const [{ replay }, { filesOf }, { systemClock }, { standingOf, totalsLines }] = await Promise.all([
    import('../../shared/app/replay.ts'),
    import('../sources.ts'),
    import('../../shared/adapters/local/clock.ts'),
    import('../render/totals.ts'),
  ]);
  const output = outputOf(flags);
  const clock = systemClock;
  const { configuration, catalogue, controlOf, waiverOf } = workspace(flags.config, clock.now());
  const note = (file: string, text: string) => {
    if (output.format === 'json') output.json({ type: 'note', file, message: text });
    else process.stderr.write(`${safe(file)}: ${safe(text)}\n`);
  };
  const { files, period, totalBytes } = await filesOf(sources, flags, clock.now(), note);
  const saved = flags.describe === undefined ? { state: () => undefined } : await describedIn(flags.describe, note);
  const store = await openStore(flags.store, { mustExist: false });
  const progress = progressBar(totalBytes);
  const begun = performance.now();
  try {
    const totals = await replay(files, {
      store,
      clock,
      saved,
      catalogue,
      configuration,
      period,
      onNote: (file, text) => {
        progress.clear();
        note(file, text);
      },
      onProgress: (state) => progress.update(state),
      onTransitions: (transitions) => {
        progress.clear();
        for (const transition of transitions) {
          if (!atLeast(transition.finding.severity, flags.minSeverity ?? 'low')) continue;
          const control = controlOf(transition.finding.controlId);
          if (output.format === 'json') output.json(transitionJson(transition, control, waiverOf(transition.finding)));
          else output.lines(transitionLines(transition, control, output.paint, output.width));
        }
      },
    });
    progress.clear();
    const seconds = (performance.now() - begun) / 1_000;
    const standing = await standingOf(store.findings({}), controlOf, (finding) => waiverOf(finding) !== undefined);
    if (output.format === 'json') {
      const { reopened: _, opened, ...counts } = totals;
      output.json({
        type: 'summary',
        ...counts,
        opened,
        open: standing.open,
        waived: standing.waived,
        frameworks: Object.fromEntries(
          [...standing.requirements].map(([id, touched]) => [id, Object.fromEntries(touched)]),
        ),
        seconds: Number(seconds.toFixed(3)),
      });
    } else output.lines(totalsLines(totals, standing, seconds, output.paint));
    if (totals.stopped !== undefined) process.stderr.write(`sagewatch: not read to the end: ${safe(totals.stopped)}\n`);
    if (totals.stopped !== undefined || totals.unreadableFiles > 0) return 1;
    const { failOn } = flags;
    return failOn !== undefined &&
      severities.some((severity) => atLeast(severity, failOn) && standing.open[severity] > standing.waived[severity])
      ? 1
      : 0;
  } finally {
    progress.clear();
    await store.close();
  }
};

const describedIn = async (folder: string, note: (file: string, text: string) => void) => {
  const { describeFolder } = await import('../../shared/adapters/local/describe-folder.ts');
  const { resourceTypes } = await import('../catalogue.ts');
  return describeFolder(folder, resourceTypes, note);
};
